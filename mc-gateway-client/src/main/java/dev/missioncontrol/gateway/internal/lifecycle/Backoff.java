package dev.missioncontrol.gateway.internal.lifecycle;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long to wait after a failure: full jitter over a window that doubles from 1 s to 30 s. */
final class Backoff {
    /** A connection that held this long makes earlier failures forgotten. */
    static final Duration STABLE = Duration.ofSeconds(60);

    private static final long FIRST_WINDOW_MS = 1_000;
    private static final long LAST_WINDOW_MS = 30_000;
    private static final long SHORTEST_MS = 100;
    private static final long LEAST_TOLD_MS = 250;
    private static final long MOST_TOLD_MS = 60_000;

    private Backoff() {}

    /** Waits a random part of the window; {@code failures} counts this one. */
    static Duration after(int failures, double jitter) {
        int doublings = Math.max(0, Math.min(failures - 1, 10));
        long window = Math.min(LAST_WINDOW_MS, FIRST_WINDOW_MS << doublings);
        return Duration.ofMillis(Math.max(SHORTEST_MS, (long) (window * jitter)));
    }

    /** Waits as long as the gateway says, within 250 ms to 60 s; else as {@link #after(int, double)}. */
    static Duration told(@Nullable Duration retryAfter, int failures, double jitter) {
        return retryAfter == null ? after(failures, jitter) : clamped(retryAfter);
    }

    static Duration clamped(Duration told) {
        if (told.compareTo(Duration.ofMillis(LEAST_TOLD_MS)) < 0) {
            return Duration.ofMillis(LEAST_TOLD_MS);
        }
        return told.compareTo(Duration.ofMillis(MOST_TOLD_MS)) > 0 ? Duration.ofMillis(MOST_TOLD_MS) : told;
    }
}
