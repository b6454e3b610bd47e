package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditChain;
import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditJournal;
import dev.missioncontrol.core.audit.AuditLink;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Fault;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Proven;
import dev.missioncontrol.core.secret.Digest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the exported segments whose records are all old, as far as archive and log agree. For one use. */
final class OldSegments {
    private final AuditJournal journal;
    private final AuditArchive archive;
    private final Instant oldest;
    private @Nullable AuditCheckpoint last;

    /** Old is what was written before {@code oldest}. */
    OldSegments(AuditJournal journal, AuditArchive archive, Instant oldest) {
        this.journal = journal;
        this.archive = archive;
        this.oldest = oldest;
    }

    /** The signed end of the newest old segment, after {@link #find}; empty if none is old. */
    Optional<AuditCheckpoint> last() {
        return Optional.ofNullable(last);
    }

    /** Reads the segments behind the stub until one is not old; gives what forbids to drop any. */
    Optional<RetentionOutcome> find() {
        long expected = stubbed() + 1;
        for (Path file : archive.named()) {
            String name = String.valueOf(file.getFileName());
            if (AuditArchive.firstOf(name).orElse(0L) < expected) {
                continue;
            }
            ArchiveVerdict verdict = AuditArchive.inspect(file);
            if (!(verdict instanceof Proven segment)) {
                return Optional.of(new RetentionOutcome.ArchiveBroken((ArchiveVerdict.Broken) verdict));
            }
            if (segment.first() != expected) {
                return missing(expected);
            }
            AuditLink link = journal.links(segment.last() - 1, 1).stream()
                    .findFirst()
                    .filter(found -> matches(found, segment.checkpoint()))
                    .orElse(null);
            if (link == null) {
                AuditVerdict.Fault fault = AuditVerdict.Fault.HASH;
                return Optional.of(new RetentionOutcome.LogBroken(new AuditVerdict.Broken(segment.last(), fault)));
            }
            if (!link.record().at().isBefore(oldest)) {
                return Optional.empty();
            }
            last = segment.checkpoint();
            expected = segment.last() + 1;
        }
        return Optional.empty();
    }

    private long stubbed() {
        return journal.stub()
                .flatMap(AuditCheckpoint::parse)
                .map(AuditCheckpoint::number)
                .orElse(0L);
    }

    private static Optional<RetentionOutcome> missing(long expected) {
        return Optional.of(new RetentionOutcome.ArchiveBroken(
                new ArchiveVerdict.Broken(AuditArchive.nameOf(expected), 0, expected, Fault.SEGMENT_MISSING)));
    }

    /** The link is the segment's last record, unedited: then all of the segment is what the log had. */
    private static boolean matches(AuditLink link, AuditCheckpoint end) {
        return link.number() == end.number()
                && link.hash().equals(end.head().hex())
                && SegmentForm.digest(link.previous())
                        .map((Digest previous) -> AuditChain.verifyLinks(List.of(link), previous))
                        .filter(AuditVerdict.Intact.class::isInstance)
                        .isPresent();
    }
}
