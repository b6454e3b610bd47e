package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditVerdict;
import java.util.List;

/** What became of an export. */
public sealed interface AuditExport {
    /**
     * The archive goes on without a hole.
     *
     * @param segments what was written now, oldest first; empty if there was nothing to write
     * @param last the last record in the archive, 0 if it is empty: what is behind it is unproven
     */
    record Written(List<AuditSegment> segments, long last) implements AuditExport {
        public Written {
            segments = List.copyOf(segments);
        }
    }

    /** The log itself is broken, or is not the one that was exported before: nothing of it is signed. */
    record LogBroken(AuditVerdict.Broken where) implements AuditExport {}

    /** The newest segment of the archive is damaged: nothing is added to it. */
    record ArchiveBroken(ArchiveVerdict.Broken where) implements AuditExport {}
}
