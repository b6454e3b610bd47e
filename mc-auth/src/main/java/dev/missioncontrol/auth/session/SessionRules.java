package dev.missioncontrol.auth.session;

import java.time.Duration;

/**
 * How long sessions last and how many a user may have.
 *
 * @param absolute the end after sign-in, whatever the use
 * @param idle the end after the last use
 * @param perUser how many at once; a further one ends the oldest
 */
public record SessionRules(Duration absolute, Duration idle, int perUser) {

    /** Seven days absolute, one day idle, twenty a user. */
    public static final SessionRules STANDARD = new SessionRules(Duration.ofDays(7), Duration.ofDays(1), 20);

    public SessionRules {
        boolean instant = absolute.isNegative() || absolute.isZero() || idle.isNegative() || idle.isZero();
        if (instant || perUser < 1) {
            throw new IllegalArgumentException("sessions last some time, and a user may have at least one");
        }
    }
}
