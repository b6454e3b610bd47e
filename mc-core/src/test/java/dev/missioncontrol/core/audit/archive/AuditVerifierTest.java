package dev.missioncontrol.core.audit.archive;

import static dev.missioncontrol.core.audit.archive.Segments.assertBroken;
import static dev.missioncontrol.core.audit.archive.Segments.lines;
import static dev.missioncontrol.core.audit.archive.Segments.verify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditChain;
import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Broken;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Fault;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Proven;
import dev.missioncontrol.core.secret.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditVerifierTest {
    private static final int RECORDS = 200;
    private static final List<AuditRecord> CHAIN = Segments.chain(IntStream.range(0, RECORDS)
            .mapToObj(
                    i -> AuditEvent.of(AuditAction.KEY_USED, "user" + i, "key").with("note", "käse 🦞"))
            .toList());
    private static final String HONEST = Segments.text(CHAIN);

    @Test
    void segment_whenNothingWasTouched_isProvenToItsLastRecordAndNoFurther() {
        Proven proven = (Proven) verify(HONEST);

        assertThat(proven.first()).isEqualTo(1);
        assertThat(proven.last()).isEqualTo(RECORDS);
        assertThat(proven.segments()).isEqualTo(1);
        assertThat(proven.checkpoint().head()).isEqualTo(CHAIN.get(RECORDS - 1).hash());
        assertThat(proven.checkpoint().key()).isEqualTo(AuditKeys.OWN.key());
    }

    @Test
    void segment_whenCutBehindAnyLine_isCutOffAtTheNext() {
        List<String> lines = lines(HONEST);
        for (int kept = 0; kept < lines.size(); kept++) {
            long proven = Math.min(Math.max(0, kept - Segments.HEADER_LINES), RECORDS);
            long record = kept < Segments.HEADER_LINES ? 0 : proven + 1;

            assertBroken(verify(String.join("", lines.subList(0, kept))), kept + 1, record, Fault.CUT_OFF);
        }
    }

    @Test
    void segment_whenCutAtAnyByte_isNeverProven() {
        byte[] honest = HONEST.getBytes(StandardCharsets.US_ASCII);
        new Random(1)
                .ints(5_000, 0, honest.length)
                .forEach(length -> assertThat(verify(HONEST.substring(0, length)))
                        .isInstanceOf(Broken.class)
                        .extracting("fault")
                        .isEqualTo(Fault.CUT_OFF));
    }

    @Test
    void segment_whenAnythingFollowsIt_isNotProven() {
        for (String more : List.of("\n", " ", "x", HONEST)) {
            assertBroken(verify(HONEST + more), RECORDS + 8L, RECORDS + 1L, Fault.TRAILING);
        }
    }

    @Test
    void records_whenTwoAreSwapped_areOutOfOrderAtTheFirst() {
        Random random = new Random(2);
        for (int round = 0; round < 500; round++) {
            int one = random.nextInt(RECORDS - 1);
            int other = one + 1 + random.nextInt(RECORDS - one - 1);
            List<String> lines = lines(HONEST);
            Collections.swap(lines, Segments.HEADER_LINES + one, Segments.HEADER_LINES + other);

            assertBroken(verify(String.join("", lines)), one + 5L, one + 1L, Fault.OUT_OF_ORDER);
        }
    }

    @Test
    void records_whenTheContentOfTwoIsSwappedUnderTheirNumbers_areNamedByTheFirst() {
        String third = Segments.line(CHAIN.get(2)).substring("record 3 ".length());
        String fifth = Segments.line(CHAIN.get(4)).substring("record 5 ".length());
        String swapped = HONEST.replace("record 3 " + third, "record 3 " + fifth)
                .replace("record 5 " + fifth, "record 5 " + third);

        assertBroken(verify(swapped), 7, 3, Fault.HASH);
    }

    @Test
    void record_whenRepeated_isNamedWhereItIsRepeated() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            int from = random.nextInt(RECORDS);
            int to = from + 1 + random.nextInt(RECORDS - from);
            List<String> lines = lines(HONEST);
            lines.add(Segments.HEADER_LINES + to, lines.get(Segments.HEADER_LINES + from));

            assertBroken(verify(String.join("", lines)), to + 5L, to + 1L, Fault.REPEATED);
        }
    }

    @Test
    void record_whenTakenOut_isNamedAsMissing() {
        for (int gone = 0; gone < RECORDS; gone++) {
            List<String> lines = lines(HONEST);
            lines.remove(Segments.HEADER_LINES + gone);

            assertBroken(verify(String.join("", lines)), gone + 5L, gone + 1L, Fault.MISSING);
        }
    }

    @Test
    void records_whenReordered_areNamedByTheFirstThatIsNotInPlace() {
        Random random = new Random(4);
        for (int round = 0; round < 200; round++) {
            List<String> lines = lines(HONEST);
            int from = random.nextInt(RECORDS - 2);
            List<String> part = lines.subList(Segments.HEADER_LINES + from, Segments.HEADER_LINES + RECORDS);
            List<String> before = List.copyOf(part);
            Collections.shuffle(part, random);
            int first = IntStream.range(0, part.size())
                    .filter(i -> !part.get(i).equals(before.get(i)))
                    .findFirst()
                    .orElse(-1);

            if (first >= 0) {
                assertBroken(verify(String.join("", lines)), from + first + 5L, from + first + 1L, Fault.OUT_OF_ORDER);
            }
        }
    }

    @Test
    void record_whenInserted_isFoundAtItsPlace() {
        AuditRecord forged =
                AuditChain.next(CHAIN.get(9), Segments.NOON, AuditEvent.of(AuditAction.LOGIN, "mallory", ""));
        List<String> lines = lines(HONEST);
        lines.add(Segments.HEADER_LINES + 10, Segments.line(forged));

        assertBroken(verify(String.join("", lines)), 16, 12, Fault.REPEATED);
    }

    @Test
    void records_whenAllAreComputedAnewBehindAnEdit_areContradictedByTheCheckpoint() {
        List<AuditEvent> events =
                new ArrayList<>(CHAIN.stream().map(AuditRecord::event).toList());
        events.set(20, AuditEvent.of(AuditAction.LOGIN, "mallory", ""));
        List<String> lines = lines(Segments.text(Segments.chain(events)));
        List<String> footer =
                lines(HONEST).subList(Segments.HEADER_LINES + RECORDS, Segments.HEADER_LINES + RECORDS + 3);
        String forged = String.join("", lines.subList(0, Segments.HEADER_LINES + RECORDS)) + String.join("", footer);

        assertBroken(verify(forged), RECORDS + 5L, RECORDS + 1L, Fault.CHECKPOINT);
    }

    @Test
    void segment_whenSignedByAStranger_isForeign() {
        assertBroken(verify(Segments.text(CHAIN, AuditKeys.STRANGER, AuditKeys.STRANGER)), 4, 0, Fault.FOREIGN_KEY);
        assertBroken(
                verify(Segments.text(CHAIN, AuditKeys.OWN, AuditKeys.STRANGER)),
                RECORDS + 6L,
                RECORDS + 1L,
                Fault.FOREIGN_KEY);
    }

    @Test
    void segment_whenAStrangersSignatureStandsUnderTheOwnKey_isRefused() {
        String strangers = Segments.text(CHAIN, AuditKeys.STRANGER, AuditKeys.STRANGER);
        String forged = strangers.replace(
                AuditKeys.STRANGER.key().text(), AuditKeys.OWN.key().text());

        assertBroken(verify(forged), RECORDS + 7L, RECORDS + 1L, Fault.SIGNATURE);
    }

    @Test
    void stub_whenUsedAsTheEndOfASegment_isRefused() {
        AuditRecord last = CHAIN.get(RECORDS - 1);
        AuditCheckpoint stub = AuditCheckpoint.sign(
                AuditKeys.OWN, AuditCheckpoint.Kind.STUB, RECORDS, last.hash(), RECORDS, Segments.NOON);
        String body = String.join("", lines(HONEST).subList(0, Segments.HEADER_LINES + RECORDS));

        assertBroken(verify(body + stub.text()), RECORDS + 5L, RECORDS + 1L, Fault.FORM);
        assertBroken(
                verify(body + stub.text().replace(" stub ", " segment ")), RECORDS + 7L, RECORDS + 1L, Fault.SIGNATURE);
    }

    @Test
    void segment_whenEmptyOrOfAnotherVersion_isRefused() {
        String none = String.join("", lines(HONEST).subList(0, 4))
                + AuditCheckpoint.sign(
                                AuditKeys.OWN,
                                AuditCheckpoint.Kind.SEGMENT,
                                1,
                                new Digest("0".repeat(64)),
                                1,
                                Segments.NOON)
                        .text();

        assertBroken(verify(""), 1, 0, Fault.CUT_OFF);
        assertBroken(verify(none), 5, 1, Fault.MISSING);
        assertBroken(verify(HONEST.replace("segment 1\n", "segment 2\n")), 1, 0, Fault.FORM);
        assertBroken(verify(HONEST.replace("\n", "\r\n")), 1, 0, Fault.FORM);
        assertBroken(verify("\ufeff" + HONEST), 1, 0, Fault.FORM);
    }

    @Test
    void segment_whenALineIsEndless_isRefusedInBoundedMemory() {
        String endless = HONEST.replaceFirst("record 1 ", "record 1 " + "A".repeat(3 * 1024 * 1024));

        assertBroken(verify(endless), 5, 1, Fault.FORM);
    }
}
