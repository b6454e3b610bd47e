package dev.missioncontrol.examples.dashboard;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks again until the answer is there: for what another thread brings about without telling. */
final class Until {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 25;

    private Until() {}

    static <T> T present(String what, Callable<Optional<T>> question) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            Optional<T> answer = question.call();
            if (answer.isPresent()) {
                return answer.get();
            }
            boolean ignored = never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("never came: " + what);
    }

    static void isTrue(String what, Callable<Boolean> question) throws Exception {
        present(what, () -> question.call() ? Optional.of(true) : Optional.empty());
    }
}
