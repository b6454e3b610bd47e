package dev.missioncontrol.fakegateway.replay;

import java.time.Instant;
import java.time.InstantSource;

/** The time of a transcript: it moves with its lines, and never back. */
final class SceneClock implements InstantSource {
    private volatile Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
        return now;
    }

    void reach(Instant time) {
        if (time.isAfter(now)) {
            now = time;
        }
    }
}
