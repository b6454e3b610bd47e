import org.jspecify.annotations.NullMarked;

/** Is this connection trusted? Policies vote on facts and known pairings, one engine decides. */
@NullMarked
module dev.missioncontrol.trust {
    requires static transitive org.jspecify;
    requires transitive dev.missioncontrol.core;
    requires org.slf4j;

    exports dev.missioncontrol.trust;
    exports dev.missioncontrol.trust.spi;
}
