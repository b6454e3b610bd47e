package dev.missioncontrol.examples.dashboard.outside;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** How a process that a suite started is ended, with the processes it started itself. */
final class Stopping {
    private static final Duration GRACE = Duration.ofSeconds(20);

    private Stopping() {}

    /** Asks the process to end (SIGTERM) and waits; what is still there after the grace is killed. */
    static void stop(Process process) throws InterruptedException {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.destroy();
        CompletableFuture<?>[] ends = family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(GRACE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stillThere) {
            family.forEach(ProcessHandle::destroyForcibly);
            process.waitFor();
        }
    }
}
