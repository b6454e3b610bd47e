package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.audit.AuditSigner;
import dev.missioncontrol.core.audit.PrunableJournal;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Proven;
import dev.missioncontrol.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Drops old records from the store: whole exported segments, and only after reading them back from the archive.
 *
 * <p>A signed stub stays in their place, on which the rest of the chain hangs; the drop is an audit record in the same
 * transaction. A segment is old when its last record is. Age is measured by the clock and by the newest record, whichever
 * is earlier, so that a clock that runs ahead drops nothing from a quiet log. Thread-safe; calls block.
 */
public final class AuditRetention {
    /** How long records are kept unless something else is chosen. */
    public static final Duration DEFAULT = Duration.ofDays(365);
    /** The shortest time that can be chosen. */
    public static final Duration SHORTEST = Duration.ofDays(30);

    private final UnitOfWork unit;
    private final PrunableJournal journal;
    private final AuditArchive archive;
    private final AuditSignerStore signers;
    private final InstantSource clock;
    private final Duration keep;

    /**
     * Nothing is touched yet.
     *
     * @param unit the transactions of the log
     * @param journal its records
     * @param archive where they were exported to
     * @param signers the keys, with the one that signed the newest segment
     * @param clock what is old, and the time in stubs
     * @param keep how long records stay in the store
     * @throws IllegalArgumentException if {@code keep} is shorter than 30 days
     */
    public AuditRetention(
            UnitOfWork unit,
            PrunableJournal journal,
            AuditArchive archive,
            AuditSignerStore signers,
            InstantSource clock,
            Duration keep) {
        if (keep.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("audit records are kept for 30 days at least, not " + keep);
        }
        this.unit = unit;
        this.journal = journal;
        this.archive = archive;
        this.signers = signers;
        this.clock = clock;
        this.keep = keep;
    }

    /**
     * Drops what is old.
     *
     * @param actor who asked, for the record
     * @throws IllegalStateException if the key that signed the newest segment is not kept
     */
    public RetentionOutcome drop(String actor) {
        return archive.writing(() -> {
            Optional<ArchiveVerdict> newest = archive.newest();
            if (newest.isEmpty()) {
                return new RetentionOutcome.NothingOld();
            }
            return newest.get() instanceof Proven end
                    ? drop(actor, signer(end.checkpoint()))
                    : new RetentionOutcome.ArchiveBroken((ArchiveVerdict.Broken) newest.get());
        });
    }

    private RetentionOutcome drop(String actor, AuditSigner signer) {
        OldSegments old = new OldSegments(journal, archive, now().minus(keep));
        Optional<RetentionOutcome> fault = old.find();
        if (fault.isPresent()) {
            return fault.get();
        }
        return old.last().map(last -> drop(actor, stub(signer, last))).orElseGet(RetentionOutcome.NothingOld::new);
    }

    private RetentionOutcome drop(String actor, AuditCheckpoint stub) {
        AuditEvent event = AuditEvent.of(AuditAction.AUDIT_DROPPED, actor, "audit")
                .with("upTo", Long.toString(stub.number()))
                .with("head", stub.head().hex());
        unit.commit(tx -> {
            journal.drop(tx, stub);
            return tx.record(event);
        });
        return new RetentionOutcome.Dropped(stub);
    }

    private AuditCheckpoint stub(AuditSigner signer, AuditCheckpoint last) {
        return AuditCheckpoint.sign(
                signer, AuditCheckpoint.Kind.STUB, last.number(), last.head(), last.number(), clock.instant());
    }

    private Instant now() {
        Instant byClock = clock.instant();
        return journal.read(Math.max(0, journal.latest() - 1), 1).stream()
                .map(AuditRecord::at)
                .filter(byClock::isAfter)
                .findFirst()
                .orElse(byClock);
    }

    private AuditSigner signer(AuditCheckpoint newest) {
        return signers.find(newest.key())
                .orElseThrow(() -> new IllegalStateException("the key in force is not kept: " + newest.key()));
    }
}
