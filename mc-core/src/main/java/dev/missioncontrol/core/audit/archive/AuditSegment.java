package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditCheckpoint;
import java.nio.file.Path;

/**
 * One exported segment.
 *
 * @param file where it is
 * @param first its first record
 * @param checkpoint its signed end
 */
public record AuditSegment(Path file, long first, AuditCheckpoint checkpoint) {
    /** Its last record. */
    public long last() {
        return checkpoint.number();
    }
}
