package dev.missioncontrol.gateway;

import java.time.Instant;
import java.time.InstantSource;

/** Time that never jumps: one reading of the system's clock, carried on by the monotonic one. */
final class SteadyTime implements InstantSource {
    private final Instant origin = Instant.now();
    private final long originNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return origin.plusNanos(System.nanoTime() - originNanos);
    }
}
