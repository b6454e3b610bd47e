package dev.missioncontrol.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditJournal;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.core.epoch.EpochJournal;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link UnitOfWork} must do, together with the audit journal, the epoch journal and the pairings that change
 * with it. Extend it and give an empty installation to each test.
 */
@Timeout(120)
public abstract class UnitOfWorkContract {
    private static final int WRITERS = 8;
    private static final int COMMITS = 200;
    private static final Pairing PAIRED =
            new Pairing.Paired(Access.fullOperator(), Instant.parse("2026-11-20T12:00:00.123Z"), Set.of(), null, null);
    private static final AuditEvent EVENT = AuditEvent.by(new UserId("alice"), AuditAction.SETTING_CHANGED, "contract");

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** For the class that extends this one. */
    protected UnitOfWorkContract() {}

    /** The transactions under test: the same ones throughout a test. */
    protected abstract UnitOfWork unit();

    /** The audit records they write. */
    protected abstract AuditJournal audit();

    /** The revocations they write. */
    protected abstract EpochJournal epochs();

    /** Pairings that change with them. */
    protected abstract PairingStore pairings();

    /** Transactions over something else. */
    protected abstract UnitOfWork anotherUnit();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void commit_whenItReturns_hasWrittenEffectRecordAndRevocation() {
        String result = unit().commit(tx -> {
            change(tx, 1);
            return "done";
        });

        assertEquals("done", result);
        assertEquals(PAIRED, pairings().find(owner(1)));
        assertEquals(1, audit().latest());
        assertEquals(EVENT, audit().read(0, 10).get(0).event());
        assertEquals(
                List.of(new Epoch(1)),
                epochs().after(Epoch.ZERO).stream().map(EpochEntry::epoch).toList());
    }

    @Test
    void commit_whenTheWorkThrows_leavesNothingAndPassesItOn() {
        unit().commit(tx -> change(tx, 1));
        for (Throwable failure : List.of(new IllegalArgumentException("no"), new AssertionError("no"))) {
            Throwable thrown = assertThrows(
                    failure.getClass(),
                    () -> unit().commit(tx -> {
                        pairings().put(tx, owner(1), new Pairing.Unpaired());
                        pairings().put(tx, owner(1), PAIRED);
                        change(tx, 2);
                        change(tx, 3);
                        return sneak(failure);
                    }));
            assertSame(failure, thrown);
        }

        assertEquals(PAIRED, pairings().find(owner(1)));
        assertEquals(new Pairing.Unpaired(), pairings().find(owner(2)));
        assertEquals(1, pairings().devices().size());
        assertEquals(1, audit().latest());
        assertEquals(new Epoch(1), epochs().current());
        assertEquals(1, epochs().after(Epoch.ZERO).size());
    }

    @Test
    void commit_whenTheWorkRemovedARow_restoresItsPlaceToo() {
        for (int device = 1; device <= 3; device++) {
            int n = device;
            unit().commit(tx -> change(tx, n));
        }
        List<DeviceId> before = order();

        assertThrows(
                IllegalStateException.class,
                () -> unit().commit(tx -> {
                    pairings().put(tx, owner(1), new Pairing.Unpaired());
                    throw new IllegalStateException("no");
                }));

        assertEquals(before, order());
    }

    @Test
    void commit_afterOneThatFailed_goesOnWhereTheLastGoodOneEnded() {
        unit().commit(tx -> change(tx, 1));
        assertThrows(
                IllegalStateException.class,
                () -> unit().commit(tx -> {
                    change(tx, 2);
                    throw new IllegalStateException("no");
                }));
        unit().commit(tx -> change(tx, 3));

        assertChainOf(2);
        assertEquals(List.of(1L, 2L), epochNumbers(Epoch.ZERO));
    }

    @Test
    void commit_whileItRuns_seesItsOwnWritesAndOthersSeeNone() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        AtomicReference<Pairing> own = new AtomicReference<>();
        Future<?> writer = threads.submit(() -> assertThrows(
                IllegalStateException.class,
                () -> unit().commit(tx -> {
                    change(tx, 1);
                    own.set(pairings().find(owner(1)));
                    written.countDown();
                    awaitBriefly(looked);
                    throw new IllegalStateException("taken back: whoever saw it saw half a transaction");
                })));
        await(written);
        Pairing seen = pairings().find(owner(1));
        looked.countDown();
        writer.get(60, TimeUnit.SECONDS);

        assertEquals(PAIRED, own.get());
        assertEquals(new Pairing.Unpaired(), seen);
    }

    @Test
    void readers_whileTransactionsChangeTwoRows_neverSeeOnlyOneOfThemAfterARollback() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Future<Integer> reader = threads.submit(() -> {
            int reads = 0;
            do {
                assertEquals(new Pairing.Unpaired(), pairings().find(owner(1)));
                assertEquals(0, audit().latest());
                assertEquals(Epoch.ZERO, epochs().current());
                reads++;
            } while (over.getCount() > 0);
            return reads;
        });
        for (int round = 0; round < 50; round++) {
            assertThrows(
                    IllegalStateException.class,
                    () -> unit().commit(tx -> {
                        change(tx, 1);
                        throw new IllegalStateException("no");
                    }));
        }
        over.countDown();

        assertTrue(reader.get(60, TimeUnit.SECONDS) > 0);
    }

    @Test
    void commit_withinAnother_isRefused() {
        assertThrows(IllegalStateException.class, () -> unit().commit(tx -> unit().commit(inner -> change(inner, 1))));

        assertEquals(new Pairing.Unpaired(), pairings().find(owner(1)));
        unit().commit(tx -> change(tx, 1));
        assertEquals(PAIRED, pairings().find(owner(1)));
    }

    @Test
    void transaction_whenItIsOver_isRefused() {
        Tx kept = unit().commit(tx -> {
            tx.record(EVENT);
            return tx;
        });

        assertRefused(kept);
        unit().commit(tx -> {
            assertRefused(kept);
            return tx.record(EVENT);
        });
        assertChainOf(2);
        assertEquals(Epoch.ZERO, epochs().current());
    }

    @Test
    void transaction_ofAnotherStore_isRefused() {
        anotherUnit().commit(foreign -> {
            assertThrows(IllegalStateException.class, () -> pairings().put(foreign, owner(1), PAIRED));
            return "";
        });
        unit().commit(tx -> anotherUnit().commit(foreign -> {
            assertThrows(IllegalStateException.class, () -> pairings().put(foreign, owner(1), PAIRED));
            return "";
        }));

        assertEquals(new Pairing.Unpaired(), pairings().find(owner(1)));
    }

    @Test
    void transaction_onAnotherThread_isRefused() {
        unit().commit(tx -> {
            Future<?> stranger = threads.submit(() -> assertRefused(tx));
            try {
                return stranger.get(60, TimeUnit.SECONDS) == null;
            } catch (InterruptedException | ExecutionException | java.util.concurrent.TimeoutException e) {
                throw new AssertionError("another thread could use the transaction, or hung", e);
            }
        });

        assertEquals(0, audit().latest());
        assertEquals(new Pairing.Unpaired(), pairings().find(owner(1)));
    }

    @Test
    void records_whenManyThreadsCommit_makeOneUnbrokenChain() throws Exception {
        CyclicBarrier start = new CyclicBarrier(WRITERS);
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int name = writer;
            writers.add(() -> {
                start.await(60, TimeUnit.SECONDS);
                for (int i = 0; i < COMMITS; i++) {
                    commitOrFail(name, i);
                }
                return COMMITS;
            });
        }
        for (Future<Integer> writer : threads.invokeAll(writers)) {
            assertEquals(COMMITS, writer.get());
        }

        int kept = WRITERS * COMMITS * 3 / 4;
        assertChainOf(kept);
        assertEquals(LongStream.rangeClosed(1, kept).boxed().toList(), epochNumbers(Epoch.ZERO));
    }

    @Test
    void records_whenRead_areInOrderAfterTheNumberAndWithinTheLimit() {
        for (int i = 0; i < 5; i++) {
            unit().commit(tx -> tx.record(EVENT));
        }

        assertEquals(List.of(3L, 4L), numbers(audit().read(2, 2)));
        assertEquals(List.of(5L), numbers(audit().read(4, 10)));
        assertEquals(List.of(), numbers(audit().read(5, 10)));
        assertEquals(List.of(), numbers(audit().read(99, 10)));
        assertEquals(List.of(), numbers(audit().read(0, 0)));
        assertThrows(IllegalArgumentException.class, () -> audit().read(0, -1));
        assertEquals(5, audit().latest());
    }

    @Test
    void record_whenItsTextIsOdd_comesBackAsItWasTaken() {
        AuditEvent odd = AuditEvent.of(AuditAction.LOGIN_FAILED, "é\r\n🦞\u202e", "'; DROP TABLE mc_audit; --")
                .with("lone", "\ud800")
                .with("empty", "")
                .with("long", "x".repeat(5_000));
        AuditRecord written = unit().commit(tx -> tx.record(odd));

        assertEquals(List.of(written), audit().read(0, 10));
        assertChainOf(1);
    }

    private void commitOrFail(int writer, int i) {
        int device = 1 + (writer * COMMITS + i) % 250;
        if (i % 4 == 3) {
            assertThrows(
                    IllegalStateException.class,
                    () -> unit().commit(tx -> {
                        change(tx, device);
                        throw new IllegalStateException("no");
                    }));
        } else {
            unit().commit(tx -> change(tx, device));
        }
    }

    private Epoch change(Tx tx, int device) {
        pairings().put(tx, owner(device), PAIRED);
        tx.record(EVENT);
        return tx.revoke(new Revocation.OfDevice(device(device)));
    }

    private void assertRefused(Tx tx) {
        assertThrows(IllegalStateException.class, () -> pairings().put(tx, owner(1), PAIRED));
        assertThrows(IllegalStateException.class, () -> tx.record(EVENT));
        assertThrows(IllegalStateException.class, () -> tx.revoke(new Revocation.OfPolicy()));
    }

    private void assertChainOf(long records) {
        AuditVerdict verdict = new AuditLog(unit(), audit()).verify();
        assertEquals(
                records, assertInstanceOf(AuditVerdict.Intact.class, verdict).count());
        assertEquals(records, audit().latest());
    }

    private List<DeviceId> order() {
        return pairings().devices().stream().map(record -> record.id()).toList();
    }

    private List<Long> epochNumbers(Epoch after) {
        return epochs().after(after).stream()
                .map(entry -> entry.epoch().number())
                .toList();
    }

    private static List<Long> numbers(List<AuditRecord> records) {
        return records.stream().map(AuditRecord::number).toList();
    }

    private static Owner owner(int device) {
        return new Owner.Device(device(device));
    }

    private static DeviceId device(int n) {
        return new DeviceId(String.format("%064x", n));
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(60, TimeUnit.SECONDS), "waited in vain");
    }

    /** A store may make readers wait for the writer, so the wait for one ends by itself. */
    private static void awaitBriefly(CountDownLatch latch) {
        try {
            latch.await(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String sneak(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
