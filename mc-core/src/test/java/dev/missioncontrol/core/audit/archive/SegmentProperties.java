package dev.missioncontrol.core.audit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLink;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.secret.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Whatever is recorded comes back, from its bytes and from a segment; whatever is signed has one spelling. */
class SegmentProperties {
    @Provide
    Arbitrary<AuditEvent> events() {
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.strings().withChars("\n\r \u0000\u202e\ud83e\udd9e").ofMaxLength(10),
                Arbitraries.strings().ascii().ofMinLength(500).ofMaxLength(600));
        Arbitrary<Map<String, String>> details = Arbitraries.maps(texts, texts).ofMaxSize(5);
        return Combinators.combine(Arbitraries.of(AuditAction.class), texts, texts, details)
                .as((action, actor, target, detail) -> new AuditEvent(action, actor, target, new TreeMap<>(detail)))
                .filter(event -> event.action() != AuditAction.AUDIT_KEY_ROTATED);
    }

    @Property(tries = 200)
    void segment_ofAnyEvents_isProvenAndEachComesBack(
            @ForAll @Size(min = 1, max = 8) List<@From("events") AuditEvent> some) {
        List<AuditRecord> chain = Segments.chain(some);

        assertThat(Segments.verify(Segments.text(chain)))
                .isInstanceOf(ArchiveVerdict.Proven.class)
                .extracting("last")
                .isEqualTo((long) some.size());
        assertThat(chain.stream().map(record -> AuditLink.of(record).record()).toList())
                .isEqualTo(chain);
    }

    @Property(tries = 200)
    void event_takenAgain_isItself(@ForAll("events") AuditEvent event) {
        assertThat(new AuditEvent(event.action(), event.actor(), event.target(), event.detail()))
                .isEqualTo(event);
    }

    @Property(tries = 300)
    void segment_whenAnyTwoPlacesAreChanged_isNotProven(
            @ForAll @IntRange(max = 100_000) int one,
            @ForAll @IntRange(max = 100_000) int other,
            @ForAll @IntRange(min = 1, max = 127) int bits) {
        byte[] honest = Segments.text(Segments.chain(List.of(AuditEvent.of(AuditAction.LOGIN, "a", ""))))
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] wrong = honest.clone();
        wrong[one % wrong.length] ^= (byte) bits;
        wrong[other % wrong.length] ^= (byte) bits;

        boolean changed = one % wrong.length != other % wrong.length;
        assertThat(Segments.verify(wrong) instanceof ArchiveVerdict.Proven).isEqualTo(!changed);
    }

    @Property(tries = 200)
    void checkpoint_readFromItsText_isItselfAndSigned(
            @ForAll @LongRange(min = 1, max = 999_999_999_999_999_999L) long number,
            @ForAll @LongRange(max = 253_402_300_799_999L) long at) {
        AuditCheckpoint checkpoint = AuditCheckpoint.sign(
                AuditKeys.OWN,
                AuditCheckpoint.Kind.STUB,
                number,
                Digest.of(new byte[] {(byte) number}),
                number,
                Instant.ofEpochMilli(at));

        assertThat(AuditCheckpoint.parse(checkpoint.text())).contains(checkpoint);
        assertThat(checkpoint.isSignedBy(AuditKeys.OWN.key())).isTrue();
        assertThat(checkpoint.isSignedBy(AuditKeys.STRANGER.key())).isFalse();
        assertThat(AuditCheckpoint.parse(checkpoint.text() + "\n")).isEmpty();
        assertThat(AuditCheckpoint.parse(checkpoint.text().toUpperCase(java.util.Locale.ROOT)))
                .isEmpty();
    }
}
