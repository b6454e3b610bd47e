package dev.missioncontrol.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long a benchmark is run. */
enum Effort {
    /** Shows that everything runs. Its figures mean nothing. */
    QUICK(1, 1, 1, 50),
    /** Gives figures with an error. */
    FULL(3, 4, 5, 500);

    private final int forks;
    private final int warmups;
    private final int measurements;
    private final int milliseconds;

    Effort(int forks, int warmups, int measurements, int milliseconds) {
        this.forks = forks;
        this.warmups = warmups;
        this.measurements = measurements;
        this.milliseconds = milliseconds;
    }

    /** Options for average time in nanoseconds and bytes allocated, with this effort. */
    ChainedOptionsBuilder options() {
        TimeValue iteration = TimeValue.milliseconds(milliseconds);
        return new OptionsBuilder()
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(forks)
                .warmupIterations(warmups)
                .warmupTime(iteration)
                .measurementIterations(measurements)
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
    }

    /** The effort in words. */
    String describe() {
        return forks + " forks, each " + warmups + " warm-up and " + measurements + " measured iterations of "
                + milliseconds + " ms";
    }
}
