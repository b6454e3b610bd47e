package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditKey;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Broken;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Proven;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The check of one segment, line by line, up to the first thing that does not fit. For one use. */
final class SegmentCheck {
    private final String name;
    private final SegmentLines lines;
    private final SegmentHeader header;
    private final long record;

    private SegmentCheck(String name, InputStream in, @Nullable ChainCursor expected, @Nullable AuditKey trusted) {
        this.name = name;
        this.lines = new SegmentLines(in);
        this.header = new SegmentHeader(lines, expected, trusted);
        this.record = expected == null ? 0 : expected.expected();
    }

    /** Of a segment that must go on where the cursor stands. */
    static SegmentCheck following(ChainCursor expected, String name, InputStream in) {
        return new SegmentCheck(name, in, expected, expected.key());
    }

    /** Of a segment that may begin anywhere, under the trusted key. */
    static SegmentCheck under(AuditKey trusted, String name, InputStream in) {
        return new SegmentCheck(name, in, null, trusted);
    }

    /** Of a segment that may begin anywhere, under the key it names itself: it can be whole then, not proven. */
    static SegmentCheck unproven(String name, InputStream in) {
        return new SegmentCheck(name, in, null, null);
    }

    /** What was found: one segment proven, or the first fault. */
    ArchiveVerdict run() throws IOException {
        @Nullable ChainCursor cursor = null;
        try {
            cursor = header.read();
            long first = cursor.expected();
            String behind = new SegmentRecords(lines, cursor).read();
            AuditCheckpoint end = new SegmentFooter(lines, first, cursor).read(behind);
            return new Proven(first, cursor.number(), 1, end);
        } catch (Misfit found) {
            long unproven = cursor == null ? record : cursor.expected();
            return new Broken(name, found.line(), unproven, found.fault());
        }
    }
}
