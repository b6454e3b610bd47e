package dev.missioncontrol.auth.http;

/** Whether a request may reach a route at all. */
public sealed interface GuardVerdict {

    /** It may; {@code address} is the scheme and host it was made under. */
    record Admitted(RequestAddress address) implements GuardVerdict {}

    /**
     * It may not.
     *
     * @param status the HTTP status
     * @param code the stable code
     * @param message the text for the caller; repeats nothing the request said
     */
    record Rejected(int status, String code, String message) implements GuardVerdict {

        /** No Host, several, or a malformed one. */
        static final Rejected BAD_HOST = new Rejected(400, "bad_host", "Bad Request");

        /** A request target that is no path, or names another host than the Host header. */
        static final Rejected BAD_TARGET = new Rejected(400, "bad_target", "Bad Request");

        /** A host that is not on the allowlist. */
        static final Rejected HOST_NOT_ALLOWED = new Rejected(403, "host_not_allowed", "Forbidden");

        /** A request another site made a browser send, or that cannot show it is none. */
        static final Rejected CSRF = new Rejected(403, "csrf_origin_mismatch", "CSRF origin mismatch");
    }
}
