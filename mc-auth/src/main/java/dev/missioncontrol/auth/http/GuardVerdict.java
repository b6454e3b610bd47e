package dev.missioncontrol.auth.http;

import dev.missioncontrol.auth.limit.Workload;

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

        /** What could not be read as a request. */
        static final Rejected BAD_REQUEST = new Rejected(400, "bad_request", "Bad Request");

        /** More requests than one network may make. */
        static final Rejected THROTTLED = new Rejected(429, "throttled", Workload.MESSAGE);

        /** A request that a route broke under. */
        static final Rejected INTERNAL = new Rejected(500, "internal", "Internal Server Error");

        /** A request target of more than 8,192 characters. */
        static final Rejected TARGET_TOO_LONG = new Rejected(414, "target_too_long", "URI Too Long");

        /** A header field that could be read in two ways. */
        static final Rejected BAD_HEADER = new Rejected(400, "bad_header", "Bad Request");

        /** A body whose length is said twice, or unclearly. */
        static final Rejected BAD_FRAMING = new Rejected(400, "bad_framing", "Bad Request");

        /** A method no route serves: TRACE, TRACK, CONNECT. */
        static final Rejected METHOD_NOT_ALLOWED = new Rejected(405, "method_not_allowed", "Method Not Allowed");

        /** Plain HTTP, where TLS is required. */
        static final Rejected TLS_REQUIRED = new Rejected(403, "tls_required", "Use https");

        /** A body that is too large. */
        static final Rejected TOO_LARGE = new Rejected(413, "too_large", "The request is too large");

        /** A host that is not on the allowlist. */
        static final Rejected HOST_NOT_ALLOWED = new Rejected(403, "host_not_allowed", "Forbidden");

        /** A request another site made a browser send, or that cannot show it is none. */
        static final Rejected CSRF = new Rejected(403, "csrf_origin_mismatch", "CSRF origin mismatch");
    }
}
