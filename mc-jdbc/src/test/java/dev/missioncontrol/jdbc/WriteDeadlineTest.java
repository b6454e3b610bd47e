package dev.missioncontrol.jdbc;

import static dev.missioncontrol.jdbc.Fixture.NOON;
import static dev.missioncontrol.jdbc.Fixture.owner;
import static dev.missioncontrol.jdbc.Fixture.pair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.trust.Pairing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WriteDeadlineTest {
    private static final Duration DEADLINE = Duration.ofMillis(300);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Path file;
    private JdbcDatabase database;

    @BeforeEach
    void open(@TempDir Path folder) {
        file = folder.resolve("mc.db");
        database = JdbcDatabase.builder(file, InstantSource.fixed(NOON))
                .writeDeadline(DEADLINE)
                .open();
        pair(database, 1);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        database.close();
    }

    @Test
    void changes_whenAnotherConnectionHoldsTheDatabase_areAllRefusedWithinOneDeadline() throws Exception {
        Link holder = SqliteFile.at(file).check().writer(DEADLINE);
        holder.run("BEGIN IMMEDIATE");
        long startedAt = System.nanoTime();
        List<Future<?>> waiting = new ArrayList<>();
        for (int n = 10; n < 70; n++) {
            int device = n;
            waiting.add(threads.submit(() -> pair(database, device)));
        }
        for (Future<?> change : waiting) {
            assertThatThrownBy(change::get).hasCauseInstanceOf(StoreException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(DEADLINE.multipliedBy(40));
        assertThat(database.pairings().find(owner(1))).isEqualTo(Fixture.PAIRED);

        holder.run("ROLLBACK");
        holder.close();
        pair(database, 2);
        assertThat(database.pairings().devices()).hasSize(2);
    }

    @Test
    void change_whenOneOfThisProcessTakesTooLong_isRefusedAndTheOtherGoesOn() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Future<?> slow = threads.submit(() -> database.commit(tx -> {
            database.pairings().put(tx, owner(2), Fixture.PAIRED);
            inside.countDown();
            return await(goOn);
        }));
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> pair(database, 3)).isInstanceOf(StoreException.class);
        goOn.countDown();
        slow.get();
        assertThat(database.pairings().find(owner(2))).isEqualTo(Fixture.PAIRED);
        assertThat(database.pairings().find(owner(3))).isEqualTo(new Pairing.Unpaired());
    }

    @Test
    void change_whenItsThreadIsInterrupted_isRefusedAndTheInterruptKept() throws Exception {
        Future<Boolean> interrupted = threads.submit(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> pair(database, 2)).isInstanceOf(StoreException.class);
            return Thread.interrupted();
        });

        assertThat(interrupted.get()).isTrue();
        pair(database, 2);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
