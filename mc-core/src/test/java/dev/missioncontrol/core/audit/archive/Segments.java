package dev.missioncontrol.core.audit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.audit.AuditChain;
import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLink;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.audit.AuditSigner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Segments as texts, made line by line the way the format says, without the exporter. */
final class Segments {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final int HEADER_LINES = 4;

    private Segments() {}

    /** A chain of events from the first record on, one second apart. */
    static List<AuditRecord> chain(List<AuditEvent> events) {
        List<AuditRecord> records = new ArrayList<>();
        for (AuditEvent event : events) {
            AuditRecord last = records.isEmpty() ? null : records.get(records.size() - 1);
            records.add(AuditChain.next(last, NOON.plusSeconds(records.size()), event));
        }
        return records;
    }

    /** The text of records that follow each other, begun under one key and signed by another. */
    static String text(List<AuditRecord> records, AuditSigner first, AuditSigner last) {
        AuditRecord from = records.get(0);
        AuditRecord to = records.get(records.size() - 1);
        AuditCheckpoint end =
                AuditCheckpoint.sign(last, AuditCheckpoint.Kind.SEGMENT, to.number(), to.hash(), records.size(), NOON);
        return "mission-control audit segment 1\nfirst " + from.number() + "\nprevious "
                + from.previous().hex() + "\nkey " + first.key().text() + "\n"
                + records.stream().map(Segments::line).collect(Collectors.joining())
                + end.text();
    }

    static String text(List<AuditRecord> records) {
        return text(records, AuditKeys.OWN, AuditKeys.OWN);
    }

    static String line(AuditRecord record) {
        return SegmentForm.record(
                record.number(), AuditLink.of(record).body(), record.hash().hex());
    }

    static ArchiveVerdict verify(byte[] segment) {
        try {
            return new AuditVerifier(AuditKeys.OWN.key()).verifySegment("segment", new ByteArrayInputStream(segment));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ArchiveVerdict verify(String segment) {
        return verify(segment.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The lines with their line feeds. */
    static List<String> lines(String segment) {
        return new ArrayList<>(Arrays.asList(segment.split("(?<=\n)")));
    }

    static void assertBroken(ArchiveVerdict verdict, long line, long record, ArchiveVerdict.Fault fault) {
        assertThat(verdict).isEqualTo(new ArchiveVerdict.Broken("segment", line, record, fault));
    }
}
