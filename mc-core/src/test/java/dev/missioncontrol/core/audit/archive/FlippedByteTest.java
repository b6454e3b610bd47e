package dev.missioncontrol.core.audit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Broken;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Fault;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Proven;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every byte counts: what one wrong byte anywhere in a segment leads to. */
class FlippedByteTest {
    private static final AuditEvent EVENT = AuditEvent.of(AuditAction.LOGIN, "a", "");

    @Test
    void byte_ofThousandRecords_whenOneBitIsFlipped_isFoundInItsLineAndRecord() {
        byte[] honest = segment(1_000);
        int[] lineOf = lines(honest);
        assertThat(Segments.verify(honest))
                .isInstanceOf(Proven.class)
                .extracting("last")
                .isEqualTo(1_000L);

        List<String> notNamed = IntStream.range(0, honest.length)
                .parallel()
                .mapToObj(at -> new Flip(at, 1 << (at % 8)))
                .filter(flip -> !isNamed(flip, honest, lineOf))
                .map(flip -> flip + " -> " + Segments.verify(flip.in(honest)))
                .toList();

        assertThat(notNamed).isEmpty();
    }

    @Test
    void byte_ofAShortSegment_whenItBecomesAnyOther_isFoundInItsLineAndRecord() {
        byte[] honest = segment(3);
        int[] lineOf = lines(honest);

        List<String> notNamed = IntStream.range(0, honest.length * 255)
                .mapToObj(i -> new Flip(i / 255, 1 + i % 255))
                .filter(flip -> !isNamed(flip, honest, lineOf))
                .map(flip -> flip + " -> " + Segments.verify(flip.in(honest)))
                .toList();

        assertThat(notNamed).isEmpty();
    }

    @Test
    void byte_ofALaterSegment_whenItBecomesAnyOther_isFound() {
        List<AuditRecord> records =
                Segments.chain(Collections.nCopies(8, EVENT)).subList(5, 8);
        byte[] honest = Segments.text(records).getBytes(StandardCharsets.US_ASCII);
        assertThat(Segments.verify(honest))
                .isInstanceOf(Proven.class)
                .extracting("first")
                .isEqualTo(6L);

        Set<Fault> faults = IntStream.range(0, honest.length * 255)
                .mapToObj(i -> Segments.verify(new Flip(i / 255, 1 + i % 255).in(honest)))
                .map(verdict -> ((Broken) verdict).fault())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Fault.class)));

        assertThat(faults)
                .containsExactlyInAnyOrder(
                        Fault.FORM,
                        Fault.CUT_OFF,
                        Fault.HASH,
                        Fault.NUMBER,
                        Fault.PREVIOUS_HASH,
                        Fault.FOREIGN_KEY,
                        Fault.MISSING,
                        Fault.CHECKPOINT,
                        Fault.SIGNATURE);
    }

    /** A wrong byte is named by its own line, but for the first number and the time: only a later line contradicts them. */
    private static boolean isNamed(Flip flip, byte[] honest, int[] lineOf) {
        if (!(Segments.verify(flip.in(honest)) instanceof Broken broken)) {
            return false;
        }
        int line = lineOf[flip.at];
        int lines = lineOf[honest.length - 1];
        int records = lines - Segments.HEADER_LINES - 3;
        boolean inRecord = line > Segments.HEADER_LINES && line <= lines - 3;
        if (inRecord) {
            return broken.line() == line && broken.record() == line - Segments.HEADER_LINES;
        }
        boolean first = line == 2 && broken.line() == 3 && broken.fault() == Fault.PREVIOUS_HASH;
        boolean time = line == lines - 2
                && (broken.fault() == Fault.SIGNATURE || (broken.line() == line + 1 && honest[flip.at] != '\n'));
        boolean recordFits = line <= Segments.HEADER_LINES || broken.record() == records + 1;
        return recordFits && (broken.line() == line || first || time);
    }

    private static byte[] segment(int records) {
        return Segments.text(Segments.chain(Collections.nCopies(records, EVENT)))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The line that each byte belongs to, from 1 on. */
    private static int[] lines(byte[] text) {
        int[] lineOf = new int[text.length];
        int line = 1;
        for (int i = 0; i < text.length; i++) {
            lineOf[i] = line;
            line += text[i] == '\n' ? 1 : 0;
        }
        return lineOf;
    }

    /** A wrong byte: where it is and which bits are wrong. */
    private record Flip(int at, int bits) {
        byte[] in(byte[] honest) {
            byte[] wrong = honest.clone();
            wrong[at] ^= (byte) bits;
            return wrong;
        }
    }
}
