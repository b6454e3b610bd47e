package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditKey;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Fault;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The check of the signed end of a segment. */
final class SegmentFooter {
    private static final String COUNTED = "[1-9][0-9]{0,17}";
    private static final Pattern STATEMENT = Pattern.compile("checkpoint segment (?<number>" + COUNTED
            + ") (?<head>[0-9a-f]{64}) (?<count>" + COUNTED + ") (0|" + COUNTED + ")");

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
            throw lines.misfit(isKey(key) ? Fault.FOREIGN_KEY : Fault.FORM);
        }
        String signature = present(lines.next());
        AuditCheckpoint checkpoint = AuditCheckpoint.parse(about + "\n" + key + "\n" + signature + "\n")
                .orElseThrow(() -> lines.misfit(Fault.FORM));
        if (!checkpoint.isSignedBy(end.key())) {
            throw lines.misfit(Fault.SIGNATURE);
        }
        if (lines.next() != null || lines.isCut()) {
            throw lines.misfit(Fault.TRAILING);
        }
        return checkpoint;
    }

    private void checkStatement(String line) throws Misfit {
        Matcher form = STATEMENT.matcher(line);
        if (!form.matches()) {
            throw lines.misfit(Fault.FORM);
        }
        long number = Long.parseLong(form.group("number"));
        if (number > end.number()) {
            throw lines.misfit(Fault.MISSING);
        }
        boolean fits = number == end.number()
                && Long.parseLong(form.group("count")) == end.expected() - first
                && form.group("head").equals(end.head().hex());
        if (!fits) {
            throw lines.misfit(Fault.CHECKPOINT);
        }
    }

    private static boolean isKey(String line) {
        return line.startsWith(SegmentForm.KEY)
                && AuditKey.parse(line.substring(SegmentForm.KEY.length())).isPresent();
    }

    private String present(@Nullable String line) throws Misfit {
        if (line == null) {
            throw lines.misfit(Fault.CUT_OFF);
        }
        return line;
    }
}
