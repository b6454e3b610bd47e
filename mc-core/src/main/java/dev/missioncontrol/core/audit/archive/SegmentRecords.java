package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditCodec;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Fault;
import dev.missioncontrol.core.internal.text.Base64Url;
import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The check of the records of a segment, one line after the other. */
final class SegmentRecords {
    private static final HexFormat HEX = HexFormat.of();
    private static final int BLANK_AND_HASH = 65;

    private final SegmentLines lines;
    private final ChainCursor cursor;

    /** Moves the cursor along the records of the lines. */
    SegmentRecords(SegmentLines lines, ChainCursor cursor) {
        this.lines = lines;
        this.cursor = cursor;
    }

    /** Reads all of them; gives the first line that is no record, null if there is none. */
    @Nullable
    String read() throws IOException, Misfit {
        String line = lines.next();
        while (line != null && line.startsWith(SegmentForm.RECORD)) {
            check(line);
            line = lines.next();
        }
        return line;
    }

    private void check(String line) throws IOException, Misfit {
        int numberEnd = line.indexOf(' ', SegmentForm.RECORD.length());
        int bodyEnd = line.length() - BLANK_AND_HASH;
        if (numberEnd < 0
                || bodyEnd <= numberEnd
                || line.charAt(bodyEnd) != ' '
                || line.length() > SegmentForm.LONGEST_LINE) {
            throw lines.misfit(Fault.FORM);
        }
        byte[] body =
                Base64Url.decode(line.substring(numberEnd + 1, bodyEnd)).orElseThrow(() -> lines.misfit(Fault.FORM));
        byte[] hash = cursor.hash(body);
        boolean right = line.endsWith(HEX.formatHex(hash));
        String number = line.substring(SegmentForm.RECORD.length(), numberEnd);
        if (!number.equals(Long.toString(cursor.expected()))) {
            throw right ? lines.misfit(Fault.NUMBER) : misplaced(number);
        }
        if (!right) {
            throw lines.misfit(Fault.HASH);
        }
        if (!AuditCodec.isNumbered(cursor.expected(), body)) {
            throw lines.misfit(Fault.NUMBER);
        }
        if (!cursor.advance(body, hash)) {
            throw lines.misfit(Fault.SUCCESSION);
        }
    }

    private Misfit misplaced(String numberText) throws IOException, Misfit {
        long number = SegmentForm.number(numberText).orElseThrow(() -> lines.misfit(Fault.FORM));
        if (number < cursor.expected()) {
            return lines.misfit(Fault.REPEATED);
        }
        Misfit outOfOrder = lines.misfit(Fault.OUT_OF_ORDER);
        Misfit missing = lines.misfit(Fault.MISSING);
        return comesLater() ? outOfOrder : missing;
    }

    private boolean comesLater() throws IOException {
        String wanted = SegmentForm.RECORD + cursor.expected() + " ";
        String line = lines.next();
        while (line != null && !line.startsWith(wanted)) {
            line = lines.next();
        }
        return line != null;
    }
}
