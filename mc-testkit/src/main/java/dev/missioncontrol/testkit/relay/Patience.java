package dev.missioncontrol.testkit.relay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Waiting for what another thread or machine does. */
final class Patience {
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final int MOST_LOOKS = 60;

    private Patience() {}

    /** Something to look at that may fail. */
    @FunctionalInterface
    interface Look {
        boolean isSo() throws Exception;
    }

    /** Waits until it is so, and fails with {@code otherwise} if it is not in time. */
    static void until(Duration most, String otherwise, Look look) throws Exception {
        long end = System.nanoTime() + most.toNanos();
        while (!look.isSo()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(otherwise + ", not within " + most);
            }
            pass(50);
        }
    }

    /** How far a count has got when it stands still. */
    static long whenStill(LongSupplier count) throws InterruptedException {
        long before = count.getAsLong();
        pass(500);
        long now = count.getAsLong();
        for (int looks = 0; looks < MOST_LOOKS && now != before; looks++) {
            before = now;
            pass(500);
            now = count.getAsLong();
        }
        return now;
    }

    private static void pass(long millis) throws InterruptedException {
        if (NEVER.await(millis, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("nobody counts this down");
        }
    }
}
