package dev.missioncontrol.jdbc;

import java.time.InstantSource;
import java.util.List;

/** The doctor as a process of its own, at the time of the tests. */
final class FixedDoctor {
    private FixedDoctor() {}

    public static void main(String[] args) {
        InstantSource clock = InstantSource.fixed(Fixture.NOON.plusSeconds(60));
        System.exit(new Doctor(clock, System.out, System.out).run(List.of(args)));
    }
}
