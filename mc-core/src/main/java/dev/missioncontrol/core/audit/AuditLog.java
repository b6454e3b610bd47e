package dev.missioncontrol.core.audit;

import dev.missioncontrol.core.audit.AuditVerdict.Broken;
import dev.missioncontrol.core.audit.AuditVerdict.Intact;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.UnitOfWork;
import java.util.List;

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

    /** Checks the whole chain, page by page, over the bytes as they were written. */
    public AuditVerdict verify() {
        Digest head = AuditChain.GENESIS;
        long count = 0;
        while (true) {
            List<AuditLink> page = journal.links(count, PAGE);
            if (page.isEmpty()) {
                return new Intact(count, head);
            }
            if (page.get(0).number() != count + 1) {
                return new Broken(page.get(0).number(), AuditVerdict.Fault.NUMBER);
            }
            AuditVerdict verdict = AuditChain.verifyLinks(page, head);
            if (!(verdict instanceof Intact intact)) {
                return verdict;
            }
            head = intact.head();
            count += intact.count();
        }
    }
}
