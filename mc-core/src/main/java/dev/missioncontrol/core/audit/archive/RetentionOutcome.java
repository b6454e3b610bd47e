package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditVerdict;

/** What became of old records. */
public sealed interface RetentionOutcome {
    /** All records up to the stub's number are gone from the store; they are in the archive. */
    record Dropped(AuditCheckpoint stub) implements RetentionOutcome {}

    /** No exported segment is old enough. */
    record NothingOld() implements RetentionOutcome {}

    /** The log is not the one in the archive: nothing was dropped. */
    record LogBroken(AuditVerdict.Broken where) implements RetentionOutcome {}

    /** A segment that would be all that is left is damaged: nothing was dropped. */
    record ArchiveBroken(ArchiveVerdict.Broken where) implements RetentionOutcome {}
}
