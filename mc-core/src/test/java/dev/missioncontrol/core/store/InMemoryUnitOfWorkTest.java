package dev.missioncontrol.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.core.epoch.Revocation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryUnitOfWorkTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.fixed(NOON));
    private final InMemoryTable<String, String> table = new InMemoryTable<>(unit);
    private final InMemoryTable<String, String> other = new InMemoryTable<>(unit);

    @Test
    void commit_whenTheWorkThrows_restoresTablesAuditAndEpoch() {
        unit.commit(tx -> {
            table.put(tx, "a", "1");
            table.put(tx, "b", "2");
            tx.revoke(new Revocation.OfKey("k"));
            return tx.record(event("kept"));
        });
        List<AuditRecord> records = unit.read(0, 9);

        assertThatThrownBy(() -> unit.commit(tx -> {
                    table.put(tx, "a", "changed");
                    table.put(tx, "a", "changed again");
                    table.remove(tx, "b");
                    table.put(tx, "b", "back");
                    table.put(tx, "c", "new");
                    other.put(tx, "x", "y");
                    tx.record(event("lost"));
                    tx.record(event("lost too"));
                    tx.revoke(new Revocation.OfPolicy());
                    throw new StackOverflowError("anything may be thrown");
                }))
                .isInstanceOf(StackOverflowError.class);

        assertThat(table.where(row -> true)).containsExactly("1", "2");
        assertThat(other.where(row -> true)).isEmpty();
        assertThat(unit.read(0, 9)).isEqualTo(records);
        assertThat(unit.latest()).isEqualTo(1);
        assertThat(unit.current()).isEqualTo(new Epoch(1));
    }

    @Test
    void commit_whenAnEarlierOneFailed_goesOnWithoutAHole() {
        assertThatThrownBy(() -> unit.commit(tx -> {
                    tx.record(event("lost"));
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        AuditRecord record = unit.commit(tx -> tx.record(event("kept")));

        assertThat(record.number()).isEqualTo(1);
        assertThat(new AuditLog(unit, unit).verify()).isEqualTo(new AuditVerdict.Intact(1, record.hash()));
    }

    @Test
    void put_whenTheTransactionIsOver_isRefusedAndWritesNothing() {
        Tx over = unit.commit(tx -> tx);

        assertThatThrownBy(() -> table.put(over, "a", "1")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> table.remove(over, "a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> over.record(event("late"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> over.revoke(new Revocation.OfPolicy())).isInstanceOf(IllegalStateException.class);
        assertThat(table.find("a")).isEmpty();
        assertThat(unit.latest()).isZero();
        assertThat(unit.current()).isEqualTo(Epoch.ZERO);
    }

    @Test
    void put_whenTheTransactionIsAnothersStores_isRefused() {
        InMemoryUnitOfWork foreign = new InMemoryUnitOfWork(InstantSource.fixed(NOON));

        assertThatThrownBy(() -> foreign.commit(tx -> {
                    table.put(tx, "a", "1");
                    return tx;
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(table.find("a")).isEmpty();
    }

    @Test
    void put_whenAFinishedTransactionIsUsedInALaterOne_isRefused() {
        Tx over = unit.commit(tx -> tx);

        assertThatThrownBy(() -> unit.commit(tx -> {
                    table.put(over, "a", "1");
                    return tx;
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(table.find("a")).isEmpty();
    }

    @Test
    void put_whenAnotherThreadUsesTheTransaction_isRefused() {
        unit.commit(tx -> {
            CompletableFuture<Void> elsewhere = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    tx.record(event("elsewhere"));
                    elsewhere.complete(null);
                } catch (RuntimeException e) {
                    elsewhere.completeExceptionally(e);
                }
            });
            thread.start();
            assertThatThrownBy(() -> elsewhere.orTimeout(10, TimeUnit.SECONDS).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
            return tx;
        });
        assertThat(unit.latest()).isZero();
    }

    @Test
    void commit_whenNested_isRefusedAndTheOuterOneIsRolledBackToo() {
        assertThatThrownBy(() -> unit.commit(tx -> {
                    table.put(tx, "a", "1");
                    return unit.commit(inner -> inner.record(event("inner")));
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(table.find("a")).isEmpty();
        assertThat(unit.latest()).isZero();
        assertThat(unit.commit(tx -> tx.record(event("free again"))).number()).isEqualTo(1);
    }

    @Test
    void commit_whenManyThreadsWrite_losesNothingAndKeepsTheChain() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(8);
        IntStream.range(0, 8)
                .mapToObj(i -> new Thread(() -> {
                    for (int j = 0; j < 50; j++) {
                        String target = i + "/" + j;
                        unit.commit(tx -> {
                            table.put(tx, target, target);
                            tx.revoke(new Revocation.OfSession(target));
                            return tx.record(event(target));
                        });
                    }
                    done.countDown();
                }))
                .forEach(Thread::start);

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(table.where(row -> true)).hasSize(400);
        assertThat(new AuditLog(unit, unit).verify()).isInstanceOf(AuditVerdict.Intact.class);
        assertThat(unit.after(Epoch.ZERO).stream().map(EpochEntry::epoch).toList())
                .isEqualTo(IntStream.rangeClosed(1, 400).mapToObj(Epoch::new).toList());
    }

    @Test
    void after_whenAskedFromTheMiddleOrBeyond_listsTheRest() {
        unit.commit(tx -> tx.revoke(new Revocation.OfKey("1")));
        unit.commit(tx -> tx.revoke(new Revocation.OfKey("2")));

        assertThat(unit.after(new Epoch(1)))
                .extracting(EpochEntry::revocation)
                .containsExactly(new Revocation.OfKey("2"));
        assertThat(unit.after(new Epoch(2))).isEmpty();
        assertThat(unit.after(new Epoch(99))).isEmpty();
    }

    private static AuditEvent event(String target) {
        return AuditEvent.of(AuditAction.SETTING_CHANGED, AuditEvent.SYSTEM, target);
    }
}
