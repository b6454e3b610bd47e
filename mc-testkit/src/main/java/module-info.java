import org.jspecify.annotations.NullMarked;

/** Does my plug-in keep the contract? Abstract test classes for every extension point. */
@NullMarked
module dev.missioncontrol.testkit {
    requires static transitive org.jspecify;
    requires transitive dev.missioncontrol.auth;
    requires transitive dev.missioncontrol.core;
    requires transitive org.junit.jupiter.api;

    exports dev.missioncontrol.testkit;
}
