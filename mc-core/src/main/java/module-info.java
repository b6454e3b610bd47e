import org.jspecify.annotations.NullMarked;

/** What are the facts? Immutable values about who is asking, with which device, from where, and what was recorded. */
@NullMarked
module dev.missioncontrol.core {
    requires static transitive org.jspecify;
    requires org.bouncycastle.provider;

    exports dev.missioncontrol.core.audit;
    exports dev.missioncontrol.core.audit.archive;
    exports dev.missioncontrol.core.device;
    exports dev.missioncontrol.core.epoch;
    exports dev.missioncontrol.core.file;
    exports dev.missioncontrol.core.http;
    exports dev.missioncontrol.core.identity;
    exports dev.missioncontrol.core.net;
    exports dev.missioncontrol.core.secret;
    exports dev.missioncontrol.core.store;
}
