package dev.missioncontrol.auth.limit;

/** Kinds of requests that are limited apart, with the rates the dashboard's users know. May grow: keep a default branch. */
public enum Workload {
    /** Looks at something: 120 a minute. */
    READ(120),
    /** Changes something: 60 a minute. */
    MUTATION(60),
    /** Costs much: exports, backups, searches; 10 a minute. */
    HEAVY(10),
    /** Opens a WebSocket: 60 a minute, for a network whose pages all come back at once. */
    SOCKET(60),
    /** Asks whether the server is up: 600 a minute. */
    PROBE(600);

    /** What to tell a caller who must wait. */
    public static final String MESSAGE = "Too many requests. Please try again later.";

    private final int perMinute;

    Workload(int perMinute) {
        this.perMinute = perMinute;
    }

    /** The standard rate for each network. */
    public Rate rate() {
        return Rate.perMinute(perMinute);
    }

    /** The kind of a request by its method: GET, HEAD and OPTIONS read, everything else changes something. */
    public static Workload of(String method) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS" -> READ;
            default -> MUTATION;
        };
    }
}
