import org.jspecify.annotations.NullMarked;

/** Does my plug-in keep the contract? Abstract test classes for every extension point. */
@NullMarked
module dev.missioncontrol.testkit {
    requires static transitive org.jspecify;
    requires transitive dev.missioncontrol.auth;
    requires transitive dev.missioncontrol.core;
    requires dev.missioncontrol.fakegateway;
    requires transitive dev.missioncontrol.gateway;
    requires transitive dev.missioncontrol.relay;
    requires transitive dev.missioncontrol.trust;
    requires transitive org.junit.jupiter.api;
    requires com.fasterxml.jackson.databind;
    requires java.net.http;

    exports dev.missioncontrol.testkit;
    exports dev.missioncontrol.testkit.gateway;
    exports dev.missioncontrol.testkit.http;
    exports dev.missioncontrol.testkit.relay;
}
