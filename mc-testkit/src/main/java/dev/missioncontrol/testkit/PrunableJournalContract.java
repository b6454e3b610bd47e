package dev.missioncontrol.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditCheckpoint.Kind;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLink;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.audit.AuditSigner;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.audit.PrunableJournal;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link PrunableJournal} must do: let old records go for a signed stub, so that the chain goes on from it.
 * Extend it and give an empty installation to each test.
 */
@Timeout(60)
public abstract class PrunableJournalContract {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123Z");
    private static final AuditEvent EVENT = AuditEvent.of(AuditAction.SETTING_CHANGED, AuditEvent.SYSTEM, "contract");

    private final AuditSigner signer = AuditSigner.generate(new SecureRandom());

    /** For the class that extends this one. */
    protected PrunableJournalContract() {}

    /** The transactions that write the records: the same ones throughout a test. */
    protected abstract UnitOfWork unit();

    /** The journal under test. */
    protected abstract PrunableJournal journal();

    @Test
    void stub_whenNothingWasDropped_isEmpty() {
        write(3);

        assertEquals(Optional.empty(), journal().stub());
        assertEquals(new AuditVerdict.Intact(3, hash(3)), log().verify(signer.key()));
    }

    @Test
    void drop_whenItIsCommitted_leavesTheStubAndTheRestOfTheChain() {
        write(10);
        AuditCheckpoint stub = stub(6);
        Digest head = hash(10);

        drop(stub);

        assertEquals(Optional.of(stub.text()), journal().stub());
        assertEquals(List.of(7L, 8L), numbers(0, 2));
        assertEquals(List.of(7L, 8L, 9L, 10L), numbers(6, 100));
        assertEquals(List.of(10L), numbers(9, 100));
        assertEquals(10, journal().latest());
        assertEquals(new AuditVerdict.Intact(4, head), log().verify());
        assertEquals(new AuditVerdict.Intact(4, head), log().verify(signer.key()));
    }

    @Test
    void record_afterADrop_goesOnInTheChain() {
        write(10);
        AuditRecord next = unit().commit(tx -> {
            journal().drop(tx, stub(6));
            return tx.record(EVENT);
        });

        assertEquals(11, next.number());
        assertIntact(5);
        write(2);
        assertIntact(7);
    }

    @Test
    void record_whenEverythingWasDropped_hangsOnTheStub() {
        write(4);
        AuditCheckpoint stub = stub(4);
        drop(stub);

        assertEquals(4, journal().latest());
        assertEquals(List.of(), numbers(0, 100));
        assertEquals(new AuditVerdict.Intact(0, stub.head()), log().verify());
        AuditRecord next = unit().commit(tx -> tx.record(EVENT));
        assertEquals(5, next.number());
        assertEquals(stub.head(), next.previous());
        assertIntact(1);
    }

    @Test
    void drop_whenThereIsAStubAlready_movesIt() {
        write(10);
        drop(stub(3));
        AuditCheckpoint second = stub(7);
        drop(second);

        assertEquals(Optional.of(second.text()), journal().stub());
        assertEquals(List.of(8L, 9L, 10L), numbers(0, 100));
        assertIntact(3);
    }

    @Test
    void drop_whenTheTransactionFails_leavesNoTrace() {
        write(10);
        drop(stub(2));
        Optional<String> before = journal().stub();
        AuditCheckpoint stub = stub(6);

        assertThrows(
                IllegalStateException.class,
                () -> unit().commit(tx -> {
                    tx.record(EVENT);
                    journal().drop(tx, stub);
                    tx.record(EVENT);
                    throw new IllegalStateException("no");
                }));

        assertEquals(before, journal().stub());
        assertEquals(List.of(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L), numbers(0, 100));
        assertIntact(8);
    }

    @Test
    void drop_whenTheStubDoesNotFitTheChain_isRefused() {
        write(5);
        drop(stub(2));
        AuditCheckpoint gone = sign(Kind.STUB, 1, hash(5));
        AuditCheckpoint beyond = sign(Kind.STUB, 6, hash(5));
        AuditCheckpoint otherHash = sign(Kind.STUB, 4, hash(5));
        AuditCheckpoint noStub = sign(Kind.SEGMENT, 4, hash(4));

        for (AuditCheckpoint unfit : List.of(gone, beyond, otherHash, noStub)) {
            assertThrows(IllegalArgumentException.class, () -> drop(unfit));
        }
        assertEquals(List.of(3L, 4L, 5L), numbers(0, 100));
        assertIntact(3);
    }

    @Test
    void drop_whenTheTransactionIsOver_isRefused() {
        write(5);
        AuditCheckpoint stub = stub(2);
        Tx over = unit().commit(tx -> tx);

        assertThrows(IllegalStateException.class, () -> journal().drop(over, stub));
        assertIntact(5);
    }

    @Test
    void verify_whenTheStubIsSignedByAnotherKey_isBroken() {
        write(5);
        drop(stub(2));

        AuditSigner stranger = AuditSigner.generate(new SecureRandom());
        assertEquals(new AuditVerdict.Broken(1, AuditVerdict.Fault.STUB), log().verify(stranger.key()));
    }

    private void write(int count) {
        for (int i = 0; i < count; i++) {
            unit().commit(tx -> tx.record(EVENT));
        }
    }

    private void drop(AuditCheckpoint stub) {
        unit().commit(tx -> {
            journal().drop(tx, stub);
            return stub;
        });
    }

    private AuditCheckpoint stub(long number) {
        return sign(Kind.STUB, number, hash(number));
    }

    private AuditCheckpoint sign(Kind kind, long number, Digest head) {
        return AuditCheckpoint.sign(signer, kind, number, head, number, NOON);
    }

    private Digest hash(long number) {
        return journal().read(number - 1, 1).get(0).hash();
    }

    private List<Long> numbers(long after, int limit) {
        return journal().links(after, limit).stream().map(AuditLink::number).toList();
    }

    private AuditLog log() {
        return new AuditLog(unit(), journal());
    }

    private void assertIntact(long records) {
        AuditVerdict.Intact intact = assertInstanceOf(AuditVerdict.Intact.class, log().verify(signer.key()));
        assertEquals(records, intact.count());
    }
}
