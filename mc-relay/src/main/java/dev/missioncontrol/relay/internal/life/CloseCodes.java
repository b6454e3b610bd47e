package dev.missioncontrol.relay.internal.life;

/** Close codes, and which of the gateway's reach a client (RFC 6455, section 7.4; the gateway's own in 4000 to 4999). */
final class CloseCodes {
    static final int POLICY = 1008;
    static final int UNEXPECTED = 1011;
    static final int RESTART = 1012;
    static final int AGAIN_LATER = 1013;
    static final int AUTHORITY_WITHDRAWN = 4001;

    private static final int NO_CODE = 1005;
    private static final int VANISHED = 1006;

    private CloseCodes() {}

    /** The same code where it may be sent; a gateway that vanished looks like one that restarts. */
    static int towardsClient(int code) {
        if (code == NO_CODE) {
            return 1000;
        }
        boolean sendable =
                (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
        return code == VANISHED || !sendable ? RESTART : code;
    }
}
