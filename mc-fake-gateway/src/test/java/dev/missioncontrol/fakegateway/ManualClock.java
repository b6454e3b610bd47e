package dev.missioncontrol.fakegateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when it is told to. */
final class ManualClock implements InstantSource {
    private volatile Instant now;

    ManualClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Called by the test's own thread alone. */
    void advance(Duration by) {
        now = instant().plus(by);
    }
}
