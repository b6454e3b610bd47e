package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditCodec;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditJournal;
import dev.missioncontrol.core.audit.AuditKey;
import dev.missioncontrol.core.audit.AuditSigner;
import dev.missioncontrol.core.audit.AuditSuccession;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Proven;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.core.store.UnitOfWork;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the audit log into signed segments, beside a running server: in order, never with a hole, each segment whole or
 * not at all.
 *
 * <p>It goes on where the newest segment ends, so a run that was cut short is simply run again. Only a log that hangs
 * together, and hangs on what was exported before, is signed. Each run that writes leaves an audit record first. Runs
 * exclude each other by the archive's lock. Thread-safe; calls block on the disk and fail with a
 * {@link StoreException} when it is lost, when somebody else exports, or when the key of the archive is not kept.
 */
public final class AuditExporter {
    private final UnitOfWork unit;
    private final AuditJournal journal;
    private final AuditArchive archive;
    private final AuditSignerStore signers;
    private final InstantSource clock;
    private final int length;

    /**
     * Nothing is touched yet.
     *
     * @param unit the transactions of the log
     * @param journal its records
     * @param archive where segments go
     * @param signers the keys, at least one
     * @param clock the time in checkpoints
     * @param length records in a full segment, from 1 on; 1,000 is a good choice
     * @throws IllegalArgumentException if the length is not positive
     */
    public AuditExporter(
            UnitOfWork unit,
            AuditJournal journal,
            AuditArchive archive,
            AuditSignerStore signers,
            InstantSource clock,
            int length) {
        if (length < 1) {
            throw new IllegalArgumentException("a segment has at least one record");
        }
        this.unit = unit;
        this.journal = journal;
        this.archive = archive;
        this.signers = signers;
        this.clock = clock;
        this.length = length;
    }

    /**
     * Writes full segments only; the newest records wait until there are enough of them. For a timer.
     *
     * @param actor who asked, for the record
     * @throws IllegalStateException if the signer store has no key
     */
    public AuditExport exportFull(String actor) {
        return archive.writing(() -> export(actor, length));
    }

    /**
     * Writes every record there is; the last segment may be short.
     *
     * @param actor who asked, for the record
     * @throws IllegalStateException if the signer store has no key
     */
    public AuditExport exportAll(String actor) {
        return archive.writing(() -> export(actor, 1));
    }

    /**
     * Hands the log over to a new key, by a record that the old key signed, and exports everything: the last segment is
     * signed by the new key, which is named in its checkpoint. The old key is forgotten then. A run that was cut short is
     * simply run again.
     *
     * @param actor who asked, for the record
     * @throws IllegalStateException if the signer store has no key
     */
    public AuditExport rotateKey(String actor) {
        return archive.writing(() -> {
            AuditExport before = export(actor, 1);
            if (!(before instanceof AuditExport.Written)) {
                return before;
            }
            handOver(actor, place());
            return export(actor, 1);
        });
    }

    private void handOver(String actor, ChainCursor place) {
        AuditSigner old = signer(place.key());
        AuditSigner next = prepared(old);
        unit.commit(tx -> {
            boolean raced = journal.links(place.number(), Integer.MAX_VALUE).stream()
                    .anyMatch(link -> AuditCodec.isAbout(AuditAction.AUDIT_KEY_ROTATED, link.body()));
            if (raced) {
                throw new IllegalStateException("somebody else handed the log over, into another archive");
            }
            return tx.record(AuditSuccession.sign(old, next.key()).event(actor));
        });
    }

    /** The key that an interrupted run made already, or a new one. */
    private AuditSigner prepared(AuditSigner old) {
        List<AuditSigner> kept = signers.load();
        AuditSigner newest = kept.get(kept.size() - 1);
        return newest.key().equals(old.key()) ? signers.add() : newest;
    }

    private AuditExport export(String actor, int least) {
        Optional<ArchiveVerdict> newest = archive.newest();
        if (newest.isPresent() && newest.get() instanceof ArchiveVerdict.Broken broken) {
            return new AuditExport.ArchiveBroken(broken);
        }
        ChainCursor place = place();
        long latest = journal.latest();
        if (latest < place.number()) {
            AuditVerdict.Fault cutOff = AuditVerdict.Fault.CUT_OFF;
            return new AuditExport.LogBroken(new AuditVerdict.Broken(latest + 1, cutOff));
        }
        if (latest - place.number() < least) {
            return new AuditExport.Written(List.of(), place.number());
        }
        requireKey(place);
        AuditEvent event = AuditEvent.of(AuditAction.AUDIT_EXPORTED, actor, "audit");
        unit.commit(tx -> tx.record(event.with("after", Long.toString(place.number()))));
        return write(place, journal.latest(), least);
    }

    /** Nothing is recorded or written that could not be signed in the end. Another log is found to be so as it is read. */
    private void requireKey(ChainCursor place) {
        if (signers.load().isEmpty()) {
            throw new IllegalStateException("the signer store has no key: add one first");
        }
        boolean goesOn = journal.links(place.number(), 1).stream()
                .allMatch(link -> link.previous().equals(place.head().hex()));
        if (goesOn) {
            signer(new KeyHistory(journal).inForce(place.key(), place.number()));
        }
    }

    private AuditExport write(ChainCursor place, long latest, int least) {
        List<AuditSegment> written = new ArrayList<>();
        while (latest - place.number() >= least) {
            Optional<AuditVerdict.Broken> broken = writeSegment(place, latest, written);
            if (broken.isPresent()) {
                return new AuditExport.LogBroken(broken.get());
            }
        }
        forgetOldKeys(place.key());
        return new AuditExport.Written(written, place.number());
    }

    private Optional<AuditVerdict.Broken> writeSegment(ChainCursor place, long latest, List<AuditSegment> written) {
        long first = place.expected();
        Path file = archive.file(first);
        try (SegmentWriter writer = SegmentWriter.at(file)) {
            writer.begin(place);
            Optional<AuditVerdict.Broken> broken = copy(new SegmentCopy(journal, place, writer), place, latest);
            if (broken.isEmpty()) {
                AuditCheckpoint end = checkpoint(place, first);
                writer.finish(end);
                written.add(new AuditSegment(file, first, end));
            }
            return broken;
        } catch (IOException lost) {
            throw new StoreException("cannot write " + file, lost);
        }
    }

    /** A full segment; more where the key at its end was forgotten, up to where one in force is kept. */
    private Optional<AuditVerdict.Broken> copy(SegmentCopy copy, ChainCursor place, long latest) throws IOException {
        Optional<AuditVerdict.Broken> broken;
        do {
            broken = copy.upTo(Math.min(latest, place.number() + length));
        } while (broken.isEmpty()
                && place.number() < latest
                && signers.find(place.key()).isEmpty());
        return broken;
    }

    private AuditCheckpoint checkpoint(ChainCursor end, long first) {
        return AuditCheckpoint.sign(
                signer(end.key()),
                AuditCheckpoint.Kind.SEGMENT,
                end.number(),
                end.head(),
                end.expected() - first,
                clock.instant());
    }

    private void forgetOldKeys(AuditKey inForce) {
        if (!signers.load().get(0).key().equals(inForce)) {
            signers.retain(inForce);
        }
    }

    /** Where the archive ends, or where a first segment has to begin. */
    private ChainCursor place() {
        return archive.newest()
                .filter(Proven.class::isInstance)
                .map(verdict -> ChainCursor.behind(((Proven) verdict).checkpoint()))
                .orElseGet(() -> new ArchiveBeginning(journal, signers).place());
    }

    private AuditSigner signer(AuditKey key) {
        return signers.find(key)
                .orElseThrow(() -> new StoreException("the key that signs this archive is not kept: " + key.text()
                        + ". It goes on under that key alone; without it, begin a new folder"));
    }
}
