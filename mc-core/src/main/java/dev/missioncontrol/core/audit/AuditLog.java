package dev.missioncontrol.core.audit;

import dev.missioncontrol.core.audit.AuditVerdict.Broken;
import dev.missioncontrol.core.audit.AuditVerdict.Fault;
import dev.missioncontrol.core.audit.AuditVerdict.Intact;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.UnitOfWork;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The audit log of an installation: appends events that have no other effect, reads the tail, verifies the chain. */
public final class AuditLog {
    private static final int PAGE = 1_000;

    private final UnitOfWork unit;
    private final AuditJournal journal;

    /** Over this store. */
    public AuditLog(UnitOfWork unit, AuditJournal journal) {
        this.unit = unit;
        this.journal = journal;
    }

    /** Records an event by itself, in a transaction of its own. Effects take their record into their own instead. */
    public AuditRecord append(AuditEvent event) {
        return unit.commit(tx -> tx.record(event));
    }

    /** Up to {@code limit} records after number {@code after}, oldest first. */
    public List<AuditRecord> read(long after, int limit) {
        return journal.read(after, limit);
    }

    /** The newest {@code limit} records, oldest first. */
    public List<AuditRecord> tail(int limit) {
        return journal.read(Math.max(0, journal.latest() - limit), limit);
    }

    /**
     * Checks the chain, page by page, over the bytes as they were written: from the first record, or from the stub that
     * retention left.
     *
     * <p>A stub is checked against the key it names itself. Where somebody may have put in a stub of their own, use
     * {@link #verify(AuditKey)}.
     */
    public AuditVerdict verify() {
        return verified(stub -> stub.isSignedBy(stub.key()));
    }

    /** Checks the chain like {@link #verify()}, and that the stub, if there is one, is signed by this key. */
    public AuditVerdict verify(AuditKey trusted) {
        return verified(stub -> stub.isSignedBy(trusted));
    }

    /**
     * Checks the chain like {@link #verify()}, and that it still has what a checkpoint has seen: cut off or computed
     * anew, it is broken. The signature of the checkpoint is the caller's to check.
     *
     * <p>What came behind the checkpoint hangs together, but that none of it is missing is not proven.
     */
    public AuditVerdict verify(AuditCheckpoint seen) {
        AuditVerdict verdict = verify();
        return verdict instanceof Broken ? verdict : contradiction(seen).orElse(verdict);
    }

    /**
     * Checks the records behind one that is known, as if it were still as it was: what came since an earlier check.
     *
     * <p>That nobody changed the known record or one before it since then is not proven: {@link #verify()} again tells.
     *
     * @param number the number of the known record, 0 for the beginning
     * @param hash its hash, {@link AuditChain#GENESIS} for the beginning
     */
    public AuditVerdict verifyBehind(long number, Digest hash) {
        return verifiedFrom(number, hash);
    }

    private Optional<AuditVerdict> contradiction(AuditCheckpoint seen) {
        long latest = journal.latest();
        if (latest < seen.number()) {
            return Optional.of(new Broken(latest + 1, Fault.CUT_OFF));
        }
        Optional<String> stub = journal.stub()
                .flatMap(AuditCheckpoint::parse)
                .filter(dropped -> dropped.number() == seen.number())
                .map(dropped -> dropped.head().hex());
        return stub.or(() -> journal.links(seen.number() - 1, 1).stream()
                        .filter(link -> link.number() == seen.number())
                        .map(AuditLink::hash)
                        .findFirst())
                .filter(hash -> !hash.equals(seen.head().hex()))
                .map(otherHash -> new Broken(seen.number(), Fault.HASH));
    }

    /** Retention may move the stub while the chain is read; what looks broken then is read again. */
    private AuditVerdict verified(Predicate<AuditCheckpoint> trusted) {
        Optional<String> before;
        Optional<String> after = journal.stub();
        AuditVerdict verdict;
        do {
            before = after;
            verdict = verifiedBehind(before, trusted);
            after = journal.stub();
        } while (verdict instanceof Broken && !after.equals(before));
        return verdict;
    }

    private AuditVerdict verifiedBehind(Optional<String> stub, Predicate<AuditCheckpoint> trusted) {
        if (stub.isEmpty()) {
            return verifiedFrom(0, AuditChain.GENESIS);
        }
        return stub.flatMap(AuditCheckpoint::parse)
                .filter(dropped -> dropped.kind() == AuditCheckpoint.Kind.STUB)
                .filter(trusted)
                .map(dropped -> verifiedFrom(dropped.number(), dropped.head()))
                .orElse(new Broken(1, Fault.STUB));
    }

    private AuditVerdict verifiedFrom(long number, Digest hash) {
        Digest head = hash;
        long last = number;
        while (true) {
            List<AuditLink> page = journal.links(last, PAGE);
            if (page.isEmpty()) {
                return new Intact(last - number, head);
            }
            if (page.get(0).number() != last + 1) {
                return new Broken(page.get(0).number(), Fault.NUMBER);
            }
            AuditVerdict verdict = AuditChain.verifyLinks(page, head);
            if (!(verdict instanceof Intact intact)) {
                return verdict;
            }
            head = intact.head();
            last += intact.count();
        }
    }
}
