package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditKey;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Fault;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The check of the signed end of a segment. */
final class SegmentFooter {
    private final SegmentLines lines;
    private final ChainCursor end;
    private final long first;

    /** Of a segment whose records, from {@code first} on, led to {@code end}. */
    SegmentFooter(SegmentLines lines, long first, ChainCursor end) {
        this.lines = lines;
        this.first = first;
        this.end = end;
    }

    /** The checkpoint, after its signature was found right and nothing behind it. */
    AuditCheckpoint read(@Nullable String statement) throws IOException, Misfit {
        String about = present(statement);
        checkStatement(about);
        String key = present(lines.next());
        if (!key.equals(SegmentForm.KEY + end.key().text())) {
            throw new Misfit(isKey(key) ? Fault.FOREIGN_KEY : Fault.FORM);
        }
        String signature = present(lines.next());
        AuditCheckpoint checkpoint = AuditCheckpoint.parse(about + "\n" + key + "\n" + signature + "\n")
                .orElseThrow(() -> new Misfit(Fault.FORM));
        if (!checkpoint.isSignedBy(end.key())) {
            throw new Misfit(Fault.SIGNATURE);
        }
        if (lines.next() != null || lines.isCut()) {
            throw new Misfit(Fault.TRAILING);
        }
        return checkpoint;
    }

    private void checkStatement(String line) throws Misfit {
        AuditCheckpoint claimed = AuditCheckpoint.parse(
                        line + "\n" + SegmentForm.KEY + end.key().text() + "\nsignature " + "A".repeat(86) + "\n")
                .filter(checkpoint -> checkpoint.kind() == AuditCheckpoint.Kind.SEGMENT)
                .orElseThrow(() -> new Misfit(Fault.FORM));
        if (claimed.number() > end.number()) {
            throw new Misfit(Fault.MISSING);
        }
        boolean fits = claimed.number() == end.number()
                && claimed.count() == end.number() - first + 1
                && claimed.head().equals(end.head());
        if (!fits) {
            throw new Misfit(Fault.CHECKPOINT);
        }
    }

    private static boolean isKey(String line) {
        return line.startsWith(SegmentForm.KEY)
                && AuditKey.parse(line.substring(SegmentForm.KEY.length())).isPresent();
    }

    private static String present(@Nullable String line) throws Misfit {
        if (line == null) {
            throw new Misfit(Fault.CUT_OFF);
        }
        return line;
    }
}
