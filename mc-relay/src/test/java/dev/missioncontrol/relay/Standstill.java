package dev.missioncontrol.relay;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Waits until a count that has begun to grow grows no more. */
final class Standstill {
    private static final int MOST_ROUNDS = 50;
    private static final int ROUND_MS = 400;

    private Standstill() {}

    static long of(LongSupplier count) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long before = -1;
        long now = count.getAsLong();
        for (int round = 0; round < MOST_ROUNDS && (now == 0 || now != before); round++) {
            if (never.await(ROUND_MS, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("nobody counts down");
            }
            before = now;
            now = count.getAsLong();
        }
        return now;
    }
}
