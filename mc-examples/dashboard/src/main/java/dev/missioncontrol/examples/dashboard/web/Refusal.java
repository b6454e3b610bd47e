package dev.missioncontrol.examples.dashboard.web;

/** Ends a request with an HTTP status and the body {@code {"error": text, "code": code}}. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    Refusal(int status, String code, String text) {
        super(text);
        this.status = status;
        this.code = code;
    }

    static Refusal badRequest(String text) {
        return new Refusal(400, "bad_request", text);
    }

    static Refusal notFound(String what) {
        return new Refusal(404, "not_found", "There is no such " + what);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
