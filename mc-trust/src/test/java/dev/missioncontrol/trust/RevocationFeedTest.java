package dev.missioncontrol.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.core.epoch.EpochJournal;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RevocationFeedTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration BEAT = Duration.ofMillis(30);

    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(new ManualClock());
    private final AtomicLong nanos = new AtomicLong();
    private final BlockingQueue<List<EpochEntry>> told = new LinkedBlockingQueue<>();

    @Test
    void notice_whenSomethingIsRevoked_wakesTheFeedAtOnce() throws Exception {
        try (RevocationFeed feed = RevocationFeed.follow(unit, HOUR)) {
            feed.subscribe(told::add);
            revoke("s1");

            assertThat(sessions(next())).containsExactly("s1");
        }
    }

    @Test
    void listener_whenItEndedItsSubscription_isToldNothingMore() throws Exception {
        try (RevocationFeed feed = RevocationFeed.follow(unit, HOUR)) {
            List<List<EpochEntry>> ended = new CopyOnWriteArrayList<>();
            Consumer<List<EpochEntry>> listener = ended::add;
            RevocationFeed.Subscription first = feed.subscribe(listener);
            feed.subscribe(listener);
            feed.subscribe(told::add);
            first.close();
            first.close();
            revoke("s1");

            next();
            assertThat(ended).as("told by the other subscription alone").hasSize(1);
        }
    }

    @Test
    void news_whenManyCommitAtOnce_comeInOrderWithoutHolesOrRepeats() throws Exception {
        try (RevocationFeed feed = RevocationFeed.follow(unit, HOUR)) {
            feed.subscribe(told::add);
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                String name = "t" + t;
                Thread thread = new Thread(() -> {
                    for (int i = 0; i < 25; i++) {
                        revoke(name + "-" + i);
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            List<Long> epochs = new ArrayList<>();
            while (epochs.size() < 100) {
                next().forEach(entry -> epochs.add(entry.epoch().number()));
            }
            assertThat(epochs).isSorted().doesNotHaveDuplicates().hasSize(100).startsWith(1L);
        }
    }

    @Test
    void feed_whenItStarts_tellsOnlyWhatComesAfter() throws Exception {
        revoke("before");
        try (RevocationFeed feed = RevocationFeed.follow(unit, HOUR)) {
            feed.subscribe(told::add);
            revoke("after");

            assertThat(sessions(next())).containsExactly("after");
        }
    }

    @Test
    void schedule_withoutAnyNotice_findsWhatAnotherProcessRevoked() throws Exception {
        ScriptedJournal journal = new ScriptedJournal();
        try (RevocationFeed feed = RevocationFeed.follow(journal, BEAT)) {
            feed.subscribe(news -> {
                if (!news.isEmpty()) {
                    told.add(news);
                }
            });
            journal.add("elsewhere");

            assertThat(sessions(next())).containsExactly("elsewhere");
        }
    }

    @Test
    void listener_whenThereIsNoNews_hearsAnEmptyListForEachRead() throws Exception {
        try (RevocationFeed feed = RevocationFeed.follow(unit, BEAT)) {
            feed.subscribe(told::add);

            assertThat(next()).isEmpty();
            assertThat(next()).isEmpty();
        }
    }

    @Test
    void listener_whenItThrows_stopsNeitherTheOthersNorTheFeed() throws Exception {
        for (Throwable failure : List.of(new IllegalStateException("broken"), new AssertionError("broken"))) {
            try (RevocationFeed feed = RevocationFeed.follow(unit, HOUR)) {
                feed.subscribe(news -> sneak(failure));
                feed.subscribe(told::add);
                revoke("one");
                assertThat(sessions(next())).containsExactly("one");
                revoke("two");
                assertThat(sessions(next())).containsExactly("two");
                assertThat(feed.isFresh()).isTrue();
            }
        }
    }

    @Test
    void feed_withoutAReadForAHeartbeat_isStale() {
        try (RevocationFeed feed = RevocationFeed.follow(unit, HOUR, nanos::get)) {
            nanos.addAndGet(HOUR.toNanos());
            assertThat(feed.isFresh()).isTrue();
            nanos.incrementAndGet();
            assertThat(feed.isFresh()).isFalse();
        }
    }

    @Test
    void feed_whenTheMonotonicClockWrapsAround_judgesByTheDifference() {
        nanos.set(Long.MAX_VALUE - 5);
        try (RevocationFeed feed = RevocationFeed.follow(unit, HOUR, nanos::get)) {
            nanos.addAndGet(10);
            assertThat(feed.isFresh()).isTrue();
            nanos.addAndGet(HOUR.toNanos());
            assertThat(feed.isFresh()).isFalse();
        }
    }

    @Test
    void feed_whenTheJournalCannotBeRead_staysStaleUntilItCan() throws Exception {
        ScriptedJournal journal = new ScriptedJournal();
        try (RevocationFeed feed = RevocationFeed.follow(journal, HOUR, nanos::get)) {
            feed.subscribe(told::add);
            journal.broken = true;
            nanos.addAndGet(HOUR.toNanos() + 1);
            journal.notice();
            journal.awaitRead();
            assertThat(feed.isFresh()).isFalse();

            journal.broken = false;
            journal.add("meanwhile");
            journal.notice();
            assertThat(sessions(next())).containsExactly("meanwhile");
            assertThat(feed.isFresh()).isTrue();
        }
    }

    @Test
    void feed_whenTheEpochGoesBack_isNotConfirmedAndTellsNothing() throws Exception {
        ScriptedJournal journal = new ScriptedJournal();
        journal.add("one");
        journal.add("two");
        try (RevocationFeed feed = RevocationFeed.follow(journal, HOUR, nanos::get)) {
            feed.subscribe(told::add);
            journal.restoreTo(1);
            nanos.addAndGet(HOUR.toNanos() + 1);
            journal.notice();
            journal.awaitRead();
            journal.notice();
            journal.awaitRead();

            assertThat(feed.isFresh()).isFalse();
            assertThat(told).isEmpty();
        }
    }

    @Test
    void feed_afterItWasClosed_ignoresNoticesAndGoesStale() {
        RevocationFeed feed = RevocationFeed.follow(unit, HOUR, nanos::get);
        feed.subscribe(told::add);
        feed.close();
        revoke("late");
        nanos.addAndGet(HOUR.toNanos() + 1);

        assertThat(feed.isFresh()).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void heartbeat_whenItIsTooShort_throws() {
        assertThatThrownBy(() -> RevocationFeed.follow(unit, Duration.ofMillis(29)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void revoke(String session) {
        unit.commit(tx -> tx.revoke(new Revocation.OfSession(session)));
    }

    private List<EpochEntry> next() throws InterruptedException {
        List<EpochEntry> news = told.poll(20, TimeUnit.SECONDS);
        assertThat(news).as("news within 20 s").isNotNull();
        return news == null ? List.of() : news;
    }

    private static List<String> sessions(List<EpochEntry> news) {
        return news.stream()
                .map(entry -> ((Revocation.OfSession) entry.revocation()).sessionId())
                .toList();
    }

    private static void sneak(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    /** A journal that another process writes to. */
    private static final class ScriptedJournal implements EpochJournal {
        private final List<EpochEntry> entries = new ArrayList<>();
        private final List<Runnable> notices = new ArrayList<>();
        private final Semaphore reads = new Semaphore(0);
        private volatile boolean broken;

        void add(String session) {
            synchronized (entries) {
                entries.add(new EpochEntry(
                        new Epoch(entries.size() + 1L), new Revocation.OfSession(session), ManualClock.NOON));
            }
        }

        void restoreTo(int size) {
            synchronized (entries) {
                entries.subList(size, entries.size()).clear();
            }
        }

        void notice() {
            reads.drainPermits();
            notices.forEach(Runnable::run);
        }

        /** Ends once the feed asked for a read behind the notice; the one before it has then ended. */
        void awaitRead() throws InterruptedException {
            assertThat(reads.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public Epoch current() {
            reads.release();
            if (broken) {
                throw new StoreException("lost");
            }
            synchronized (entries) {
                return new Epoch(entries.size());
            }
        }

        @Override
        public List<EpochEntry> after(Epoch epoch) {
            synchronized (entries) {
                return List.copyOf(entries.subList((int) Math.min(epoch.number(), entries.size()), entries.size()));
            }
        }

        @Override
        public void onRaise(Runnable notice) {
            notices.add(notice);
        }
    }
}
