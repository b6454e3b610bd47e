package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lines of a segment, one at a time, in bounded memory. One character stands for one byte. */
final class SegmentLines {
    private final InputStream in;
    private final byte[] buffer = new byte[8 * 1024];
    private int from;
    private int to;
    private long line;
    private boolean cut;

    SegmentLines(InputStream in) {
        this.in = in;
    }

    /**
     * The next line without its line feed; null behind the last one. One that is too long comes in parts, the first of
     * which is longer than a line can be; a last one without a line feed is not given but {@linkplain #isCut remembered}.
     */
    @Nullable
    String next() throws IOException {
        line++;
        ByteArrayOutputStream begun = null;
        while (from < to || fill()) {
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            if (begun == null && end < to) {
                String whole = new String(buffer, from, end - from, StandardCharsets.ISO_8859_1);
                from = end + 1;
                return whole;
            }
            begun = begun == null ? new ByteArrayOutputStream() : begun;
            begun.write(buffer, from, end - from);
            boolean ended = end < to;
            from = ended ? end + 1 : end;
            if (ended || begun.size() > SegmentForm.LONGEST_LINE) {
                return begun.toString(StandardCharsets.ISO_8859_1);
            }
        }
        cut = begun != null;
        return null;
    }

    /** A fault in the line that {@link #next} gave last, or found missing. */
    Misfit misfit(Fault fault) {
        return new Misfit(fault, line);
    }

    /** Tells whether the file ended within a line. */
    boolean isCut() {
        return cut;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }
}
