package dev.missioncontrol.trust;

/** What became of something a person asked one of the desks to do. */
public sealed interface DeskResult {
    /** Done, and recorded. */
    record Done() implements DeskResult {}

    /** Not done; nothing changed. */
    record Refused(Fault fault) implements DeskResult {}

    /** Why a desk refuses. May grow: keep a default branch. */
    enum Fault {
        /** There is no such request or device, or it is not for this caller to see. */
        UNKNOWN,
        /** The request was not renewed in time. */
        EXPIRED,
        /** The caller is not trusted, or does not hold every scope at stake. */
        NOT_ALLOWED,
        /** The backend's pairing is approved at the gateway. */
        AT_THE_GATEWAY,
        /** The device is still paired: it has to be revoked before it can be forgotten. */
        STILL_PAIRED,
        /** What is asked for needs a caller who proved a device key on this connection. */
        DEVICE_IDENTITY_REQUIRED
    }
}
