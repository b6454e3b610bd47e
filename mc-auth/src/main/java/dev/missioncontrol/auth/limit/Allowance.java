package dev.missioncontrol.auth.limit;

import java.time.Duration;

/** Whether a limiter lets an attempt through. */
public sealed interface Allowance {

    /** Go on. */
    record Allowed() implements Allowance {}

    /** Not now: HTTP 429. {@code retryAfter} is when the next attempt can pass. */
    record Throttled(Duration retryAfter) implements Allowance {}
}
