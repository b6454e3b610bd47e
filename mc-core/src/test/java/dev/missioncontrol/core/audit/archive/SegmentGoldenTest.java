package dev.missioncontrol.core.audit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.audit.AuditSuccession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The format of segments never changes by accident: what was written once is written so again, and read. */
class SegmentGoldenTest {
    private static final List<AuditEvent> EVENTS = List.of(
            AuditEvent.of(AuditAction.LOGIN, "alice", "").with("address", "2001:db8::1"),
            AuditEvent.of(AuditAction.PAIRING_APPROVED, "alice", "käse 🦞").with("empty", ""),
            AuditSuccession.sign(AuditKeys.OWN, AuditKeys.NEXT.key()).event("alice"),
            AuditEvent.of(AuditAction.LOGOUT, AuditEvent.NOBODY, "a\r\nb"));

    @Test
    void segment_whenWritten_hasTheBytesItAlwaysHad() throws IOException {
        List<AuditRecord> chain = Segments.chain(EVENTS);

        assertThat(Segments.text(chain, AuditKeys.OWN, AuditKeys.NEXT)).isEqualTo(golden());
    }

    @Test
    void segment_whenWrittenLongAgo_isStillProven() throws IOException {
        assertThat(Segments.verify(golden()))
                .isInstanceOf(ArchiveVerdict.Proven.class)
                .extracting("last")
                .isEqualTo(4L);
    }

    private static String golden() throws IOException {
        try (InputStream in = SegmentGoldenTest.class.getResourceAsStream("golden.segment")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
