package dev.missioncontrol.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Counts answers that nobody waits for: more than a hundred in a minute is no accident. One thread. */
final class Strikes {
    private static final int ALLOWED = 100;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final InstantSource time;
    private Instant windowEnd = Instant.MIN;
    private int count;

    Strikes(InstantSource time) {
        this.time = time;
    }

    /** Counts one more. */
    boolean isTooMany() {
        Instant now = time.instant();
        if (now.isAfter(windowEnd)) {
            windowEnd = now.plus(WINDOW);
            count = 0;
        }
        count++;
        return count > ALLOWED;
    }
}
