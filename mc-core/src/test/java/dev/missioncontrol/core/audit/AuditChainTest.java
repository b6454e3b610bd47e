package dev.missioncontrol.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.audit.AuditVerdict.Broken;
import dev.missioncontrol.core.audit.AuditVerdict.Fault;
import dev.missioncontrol.core.audit.AuditVerdict.Intact;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AuditChainTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final List<AuditRecord> CHAIN = chain(6);

    @Test
    void verify_whenNothingWasTouched_isIntact() {
        AuditVerdict verdict = verify(CHAIN);

        assertThat(verdict).isEqualTo(new Intact(6, CHAIN.get(5).hash()));
        assertThat(verify(List.of())).isEqualTo(new Intact(0, AuditChain.GENESIS));
    }

    @Test
    void verify_whenAnyBitOfAStoredRecordIsFlipped_namesThatRecord() {
        for (int at = 0; at < CHAIN.size(); at++) {
            AuditLink honest = AuditLink.of(CHAIN.get(at));
            for (int bit = 0; bit < honest.body().length * 8; bit++) {
                byte[] body = honest.body();
                body[bit / 8] ^= (byte) (1 << (bit % 8));
                AuditLink forged = new AuditLink(honest.number(), body, honest.previous(), honest.hash());

                assertThat(AuditChain.verifyLinks(links(at, forged), AuditChain.GENESIS))
                        .isEqualTo(new Broken(honest.number(), Fault.HASH));
            }
        }
    }

    @Test
    void verify_whenAStoredNumberIsNotTheHashedOne_namesIt() {
        AuditLink last = AuditLink.of(CHAIN.get(5));
        AuditLink renumbered = new AuditLink(60, last.body(), last.previous(), last.hash());

        assertThat(AuditChain.verifyLinks(links(5, renumbered), AuditChain.GENESIS))
                .isEqualTo(new Broken(60, Fault.NUMBER));
        assertThat(AuditChain.verifyLinks(List.of(renumbered), CHAIN.get(4).hash()))
                .isEqualTo(new Broken(60, Fault.NUMBER));
    }

    @Test
    void verify_whenAHashIsFlipped_namesThatRecord() {
        for (int at = 0; at < CHAIN.size(); at++) {
            AuditRecord record = CHAIN.get(at);
            for (int i = 0; i < 32; i++) {
                byte[] hash = record.hash().bytes();
                hash[i] ^= 1;
                Digest other = new Digest(HexFormat.of().formatHex(hash));
                AuditRecord own =
                        new AuditRecord(record.number(), record.at(), record.event(), record.previous(), other);
                AuditRecord link = new AuditRecord(record.number(), record.at(), record.event(), other, record.hash());

                assertThat(verify(with(at, own))).isEqualTo(new Broken(record.number(), Fault.HASH));
                assertThat(verify(with(at, link))).isEqualTo(new Broken(record.number(), Fault.PREVIOUS_HASH));
            }
        }
    }

    @Test
    void verify_whenRecordsAreCutOut_namesTheOneBehind() {
        for (int at = 0; at < CHAIN.size() - 1; at++) {
            List<AuditRecord> cut = new ArrayList<>(CHAIN);
            cut.remove(at);

            assertThat(verify(cut))
                    .isInstanceOf(Broken.class)
                    .extracting("number")
                    .isEqualTo(at + 2L);
        }
    }

    @Test
    void verify_whenTwoAreSwapped_namesTheFirstThatDoesNotFit() {
        for (int at = 0; at < CHAIN.size() - 1; at++) {
            List<AuditRecord> swapped = new ArrayList<>(CHAIN);
            Collections.swap(swapped, at, at + 1);

            assertThat(verify(swapped))
                    .isInstanceOf(Broken.class)
                    .extracting("number")
                    .isEqualTo(at + 2L);
        }
    }

    @Test
    void verify_whenOneIsDoubled_namesIt() {
        for (int at = 0; at < CHAIN.size(); at++) {
            List<AuditRecord> doubled = new ArrayList<>(CHAIN);
            doubled.add(at, CHAIN.get(at));

            assertThat(verify(doubled)).isEqualTo(new Broken(at + 1L, Fault.NUMBER));
        }
    }

    @Test
    void verify_whenTheOrderIsReversed_isBroken() {
        List<AuditRecord> reversed = new ArrayList<>(CHAIN);
        Collections.reverse(reversed);

        assertThat(verify(reversed)).isEqualTo(new Broken(6, Fault.PREVIOUS_HASH));
    }

    @Test
    void verify_whenAPageBeginsLater_takesItsPredecessorsHash() {
        assertThat(AuditChain.verify(CHAIN.subList(3, 6), CHAIN.get(2).hash()))
                .isEqualTo(new Intact(3, CHAIN.get(5).hash()));
        assertThat(AuditChain.verify(CHAIN.subList(3, 6), CHAIN.get(1).hash()))
                .isEqualTo(new Broken(4, Fault.PREVIOUS_HASH));
    }

    @Test
    void encode_whenTextMovesBetweenFields_differs() {
        AuditEvent one = AuditEvent.of(AuditAction.LOGIN, "ab", "c");
        AuditEvent other = AuditEvent.of(AuditAction.LOGIN, "a", "bc");

        assertThat(AuditCodec.encode(1, NOON, one)).isNotEqualTo(AuditCodec.encode(1, NOON, other));
    }

    @Test
    void record_whenStoredBytesAreDamaged_refuses() {
        AuditLink honest = AuditLink.of(CHAIN.get(0));
        byte[] bytes = honest.body();

        assertThat(honest.record()).isEqualTo(CHAIN.get(0));
        for (int length = 0; length <= bytes.length + 1; length++) {
            if (length != bytes.length) {
                AuditLink cut = new AuditLink(1, Arrays.copyOf(bytes, length), honest.previous(), honest.hash());
                assertThatThrownBy(cut::record).isInstanceOf(StoreException.class);
            }
        }
        assertThatThrownBy(() -> new AuditLink(1, bytes, "no digest", honest.hash()).record())
                .isInstanceOf(StoreException.class);
    }

    @Test
    void event_whenTextsHoldControlCharactersOrAreLong_isMadeHarmless() {
        AuditEvent event =
                AuditEvent.of(AuditAction.LOGIN, "a\nb\u202Ec", "x".repeat(600)).with("k\r", "v\u0000");

        assertThat(event.actor()).isEqualTo("a\uFFFDb\uFFFDc");
        assertThat(event.target()).hasSize(512);
        assertThat(event.detail()).containsExactly(Map.entry("k\uFFFD", "v\uFFFD"));
    }

    @Test
    void event_whenATextIsLong_keepsItsBeginningAndTheHashOfAllOfIt() {
        String text = "ä".repeat(1_000_000);
        AuditEvent event = AuditEvent.of(AuditAction.LOGIN, "a", text);

        assertThat(event.target())
                .hasSize(512)
                .startsWith("ä".repeat(440) + "…sha256:")
                .endsWith(Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex());
        assertThat(new AuditEvent(event.action(), event.actor(), event.target(), event.detail()))
                .isEqualTo(event);
    }

    @Test
    void event_whenItHasManyDetails_keepsSomeAndSaysHowManyNot() {
        TreeMap<String, String> detail = new TreeMap<>();
        for (int i = 100; i < 300; i++) {
            detail.put("d" + i, "x");
        }
        AuditEvent event = new AuditEvent(AuditAction.LOGIN, "a", "", detail);

        assertThat(event.detail())
                .hasSize(64)
                .containsEntry("(left out)", "137")
                .containsKey("d162");
        assertThat(new AuditEvent(event.action(), event.actor(), event.target(), event.detail()))
                .isEqualTo(event);
    }

    private static List<AuditLink> links(int at, AuditLink changed) {
        List<AuditLink> links =
                new ArrayList<>(CHAIN.stream().map(AuditLink::of).toList());
        links.set(at, changed);
        return links;
    }

    private static List<AuditRecord> with(int at, AuditRecord record) {
        List<AuditRecord> changed = new ArrayList<>(CHAIN);
        changed.set(at, record);
        return changed;
    }

    private static AuditVerdict verify(List<AuditRecord> records) {
        return AuditChain.verify(records, AuditChain.GENESIS);
    }

    private static List<AuditRecord> chain(int length) {
        List<AuditRecord> records = new ArrayList<>();
        List<AuditAction> actions = List.of(AuditAction.LOGIN, AuditAction.KEY_USED, AuditAction.LOGOUT);
        for (int i = 0; i < length; i++) {
            AuditEvent event = AuditEvent.by(new UserId("alice"), actions.get(i % 3), "target " + i)
                    .with("i", Integer.toString(i))
                    .with("note", "käse 🦞");
            AuditRecord previous = i == 0 ? null : records.get(i - 1);
            records.add(AuditChain.next(previous, NOON.plusSeconds(i), event));
        }
        return List.copyOf(records);
    }

    @Test
    void event_whenItsMapChangesLater_staysAsItWas() {
        TreeMap<String, String> detail = new TreeMap<>();
        detail.put("a", "1");
        AuditEvent event = new AuditEvent(AuditAction.LOGIN, "x", "y", detail);
        detail.put("b", "2");

        assertThat(event.detail()).hasSize(1);
        assertThatThrownBy(() -> event.detail().put("c", "3")).isInstanceOf(UnsupportedOperationException.class);
    }
}
