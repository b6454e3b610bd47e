package dev.missioncontrol.relay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How fast somebody reads. */
sealed interface Pace {
    /** All there is, at once. */
    record Eager() implements Pace {
        @Override
        public int mayRead(int wanted, CountDownLatch over) {
            return wanted;
        }
    }

    /** So many bytes every so often. */
    record Trickle(int bytes, Duration every) implements Pace {
        @Override
        public int mayRead(int wanted, CountDownLatch over) throws InterruptedException {
            Pace.rest(every, over);
            return Math.min(wanted, bytes);
        }
    }

    /** All there is for a while, then nothing for as long, and so on. */
    record OnAndOff(long sinceNanos, Duration phase) implements Pace {
        @Override
        public int mayRead(int wanted, CountDownLatch over) throws InterruptedException {
            long at = (System.nanoTime() - sinceNanos) % (2 * phase.toNanos());
            if (at >= phase.toNanos()) {
                Pace.rest(Duration.ofNanos(2 * phase.toNanos() - at), over);
            }
            return wanted;
        }
    }

    /** Waits until it is time to read, or all is over; how many of the wanted bytes may be read then. */
    int mayRead(int wanted, CountDownLatch over) throws InterruptedException;

    private static void rest(Duration time, CountDownLatch over) throws InterruptedException {
        over.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
