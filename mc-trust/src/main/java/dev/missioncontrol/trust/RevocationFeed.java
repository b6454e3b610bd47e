package dev.missioncontrol.trust;

import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.core.epoch.EpochJournal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells everybody who holds something open that trust was withdrawn.
 *
 * <p>The journal is read every third of a heartbeat on a monotonic clock; a notice of this process only shortens the
 * wait. Without a confirmed read for a whole heartbeat the feed is {@linkplain #isFresh() stale}, and whoever relies on
 * it must refuse. Listeners run in order on the feed's one daemon thread; one that throws is logged and stops no other.
 */
public final class RevocationFeed implements AutoCloseable {
    /** How long a withdrawal may take to reach the last socket, unless set otherwise. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(RevocationFeed.class);

    private final EpochJournal journal;
    private final LongSupplier nanoTime;
    private final long heartbeatNanos;
    private final List<Place> places = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean noticed = new AtomicBoolean();
    private volatile Epoch cursor;
    private volatile long confirmedAtNanos;

    private RevocationFeed(EpochJournal journal, Duration heartbeat, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.journal = journal;
        this.heartbeatNanos = heartbeat.toNanos();
        this.thread = new ScheduledThreadPoolExecutor(1, RevocationFeed::thread);
        this.cursor = journal.current();
        this.confirmedAtNanos = nanoTime.getAsLong();
    }

    /**
     * Follows the journal from its present epoch on.
     *
     * @throws IllegalArgumentException if the heartbeat is shorter than 30 ms
     */
    public static RevocationFeed follow(EpochJournal journal, Duration heartbeat) {
        return follow(journal, heartbeat, System::nanoTime);
    }

    /**
     * Follows the journal from its present epoch on, by another monotonic clock.
     *
     * @param nanoTime tells nanoseconds since an arbitrary moment, never going back: {@link System#nanoTime}'s contract.
     *     It only judges freshness; the reads themselves are timed by the system
     * @throws IllegalArgumentException if the heartbeat is shorter than 30 ms
     */
    public static RevocationFeed follow(EpochJournal journal, Duration heartbeat, LongSupplier nanoTime) {
        if (heartbeat.compareTo(Duration.ofMillis(30)) < 0) {
            throw new IllegalArgumentException("a heartbeat has at least 30 ms");
        }
        RevocationFeed feed = new RevocationFeed(journal, heartbeat, nanoTime);
        long third = feed.heartbeatNanos / 3;
        feed.thread.scheduleWithFixedDelay(feed::read, third, third, TimeUnit.NANOSECONDS);
        journal.onRaise(feed::hurry);
        return feed;
    }

    /**
     * Calls {@code listener} with what was withdrawn, in commit order, and with an empty list at each confirmed read that
     * found nothing, so that time-bound trust can be checked too.
     *
     * @return ends it; whoever listens as long as the feed lives may ignore it
     */
    public Subscription subscribe(Consumer<List<EpochEntry>> listener) {
        Place place = new Place(listener);
        places.add(place);
        return place;
    }

    /** One listener's place at a feed. Thread-safe. */
    public interface Subscription extends AutoCloseable {
        /** Ends it: a call under way may still end, and no other begins. Closing twice is as closing once. */
        @Override
        void close();
    }

    /** One of those who listen; the same listener may have several. */
    private final class Place implements Subscription {
        private final Consumer<List<EpochEntry>> listener;

        private Place(Consumer<List<EpochEntry>> listener) {
            this.listener = listener;
        }

        @Override
        public void close() {
            places.remove(this);
        }
    }

    /** Tells whether the journal was read within the last heartbeat. */
    public boolean isFresh() {
        return nanoTime.getAsLong() - confirmedAtNanos <= heartbeatNanos;
    }

    private void hurry() {
        if (noticed.compareAndSet(false, true)) {
            try {
                thread.execute(this::read);
            } catch (RejectedExecutionException closed) {
                log.debug("a notice after the feed was closed");
            }
        }
    }

    private void read() {
        noticed.set(false);
        long startedAt = nanoTime.getAsLong();
        try {
            Epoch now = journal.current();
            if (now.compareTo(cursor) < 0) {
                log.error("epoch_regressed: the store speaks of epoch {} after {}", now.number(), cursor.number());
                return;
            }
            List<EpochEntry> news = journal.after(cursor);
            cursor = news.isEmpty() ? cursor : news.get(news.size() - 1).epoch();
            confirmedAtNanos = startedAt;
            places.forEach(place -> tell(place.listener, news));
        } catch (RuntimeException | Error unreadable) {
            // An Error that got out would end the schedule, and with it every later notice.
            log.warn("revocations cannot be read", unreadable);
        }
    }

    private static void tell(Consumer<List<EpochEntry>> listener, List<EpochEntry> news) {
        try {
            listener.accept(news);
        } catch (RuntimeException | Error failed) {
            log.warn("a revocation listener failed", failed);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "mc-revocation-feed");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
