package dev.missioncontrol.auth.limit;

import java.time.Duration;

/**
 * How many attempts are free in how long a time.
 *
 * @param attempts at least one: so many may come at once
 * @param per in this time as many grow back, evenly
 */
public record Rate(int attempts, Duration per) {

    public Rate {
        if (attempts < 1 || per.isZero() || per.isNegative()) {
            throw new IllegalArgumentException("a rate is at least one attempt in a time above zero");
        }
    }

    /** So many a minute. */
    public static Rate perMinute(int attempts) {
        return new Rate(attempts, Duration.ofMinutes(1));
    }
}
