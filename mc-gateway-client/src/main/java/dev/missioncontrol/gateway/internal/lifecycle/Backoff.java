package dev.missioncontrol.gateway.internal.lifecycle;

import dev.missioncontrol.gateway.CloseReason;
import java.time.Duration;

/** How long to wait after a failure: full jitter over a window that doubles from 1 s to 30 s. */
final class Backoff {
    /** A connection that held this long makes earlier failures forgotten. */
    static final Duration STABLE = Duration.ofSeconds(60);

    private static final long FIRST_WINDOW_MS = 1_000;
    private static final long LAST_WINDOW_MS = 30_000;
    private static final long SHORTEST_MS = 100;
    private static final long LEAST_TOLD_MS = 250;
    private static final long MOST_TOLD_MS = 60_000;
    private static final long LONGEST_LOCKOUT_MS = 900_000;
    private static final int LAST_FAILURE = 6;

    private Backoff() {}

    /** Waits a random part of the window; {@code failures} counts this one. */
    static Duration after(int failures, double jitter) {
        int doublings = Math.max(0, Math.min(failures - 1, 10));
        long window = Math.min(LAST_WINDOW_MS, FIRST_WINDOW_MS << doublings);
        return Duration.ofMillis(Math.max(SHORTEST_MS, (long) (window * jitter)));
    }

    /** How many failures in a row have a window at least this long, as far as windows go. */
    static int failuresFor(Duration window) {
        int failures = 1;
        while (failures < LAST_FAILURE && FIRST_WINDOW_MS << (failures - 1) < window.toMillis()) {
            failures++;
        }
        return failures;
    }

    /** Waits as long as the gateway says, within 250 ms to 60 s, or to 15 minutes when it locks this side out. */
    static Duration told(Duration retryAfter, CloseReason because) {
        return clamped(retryAfter, because == CloseReason.RATE_LIMITED ? LONGEST_LOCKOUT_MS : MOST_TOLD_MS);
    }

    static Duration clamped(Duration told) {
        return clamped(told, MOST_TOLD_MS);
    }

    private static Duration clamped(Duration told, long mostMs) {
        if (told.compareTo(Duration.ofMillis(LEAST_TOLD_MS)) < 0) {
            return Duration.ofMillis(LEAST_TOLD_MS);
        }
        return told.compareTo(Duration.ofMillis(mostMs)) > 0 ? Duration.ofMillis(mostMs) : told;
    }
}
