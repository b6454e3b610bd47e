package dev.missioncontrol.core.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a proof must not get away with. */
class StrictVerificationTest {
    private static final Set<PayloadVersion> BOTH = EnumSet.allOf(PayloadVersion.class);
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final byte[] seed = HexFormat.of().parseHex("07".repeat(32));
    private final DeviceIdentity identity = DeviceIdentity.ofSeed(seed);
    private final Challenge challenge = new Challenge("8d0f2a9c-3b44-4c7e-9f1a-0a1b2c3d4e5f", NOW.toEpochMilli());
    private final ConnectClaims claims =
            new ConnectClaims("cli", "cli", "operator", List.of("operator.read"), null, "linux", "");
    private final DeviceProof proof = identity.sign(claims, challenge, PayloadVersion.V3);

    private ProofVerdict verify(DeviceProof presented, Instant now) {
        return challenge.verify(presented, claims, BOTH, now);
    }

    private DeviceProof withSignature(String signature) {
        return new DeviceProof(proof.id(), proof.publicKey(), signature, proof.signedAtMs(), proof.nonce());
    }

    private DeviceProof withKey(String id, String key) {
        return new DeviceProof(id, key, proof.signature(), proof.signedAtMs(), proof.nonce());
    }

    private static void assertRefused(ProofVerdict verdict, ProofFault fault) {
        assertThat(verdict).isEqualTo(new ProofVerdict.Refused(fault));
    }

    @Test
    void proof_whenGenuine_isProven() {
        assertThat(verify(proof, NOW)).isInstanceOf(ProofVerdict.Proven.class);
    }

    @Test
    void signature_whenOneByteFollows_isRefused() {
        byte[] longer = Arrays.copyOf(Base64.getUrlDecoder().decode(proof.signature()), 65);

        assertRefused(verify(withSignature(encode(longer)), NOW), ProofFault.SIGNATURE_INVALID);
    }

    @Test
    void signature_whenOneByteIsMissing_isRefused() {
        byte[] shorter = Arrays.copyOf(Base64.getUrlDecoder().decode(proof.signature()), 63);

        assertRefused(verify(withSignature(encode(shorter)), NOW), ProofFault.SIGNATURE_INVALID);
    }

    @Test
    void signature_whenAnyBitIsFlipped_isRefused() {
        byte[] signature = Base64.getUrlDecoder().decode(proof.signature());
        for (int bit = 0; bit < signature.length * 8; bit++) {
            byte[] flipped = signature.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));

            assertRefused(verify(withSignature(encode(flipped)), NOW), ProofFault.SIGNATURE_INVALID);
        }
    }

    @Test
    void signature_whenPaddedOrInTheStandardAlphabet_isRefused() {
        byte[] signature = Base64.getUrlDecoder().decode(proof.signature());
        String standard = Base64.getEncoder().encodeToString(signature);

        assertRefused(verify(withSignature(proof.signature() + "=="), NOW), ProofFault.SIGNATURE_INVALID);
        assertRefused(verify(withSignature(standard), NOW), ProofFault.SIGNATURE_INVALID);
    }

    @Test
    void signature_whenItsLastCharacterCarriesSpareBits_isRefused() {
        String text = proof.signature();
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char next = alphabet.charAt(alphabet.indexOf(text.charAt(85)) + 1);
        String twin = text.substring(0, 85) + next;

        assertThat(Base64.getUrlDecoder().decode(twin))
                .isEqualTo(Base64.getUrlDecoder().decode(text));
        assertRefused(verify(withSignature(twin), NOW), ProofFault.SIGNATURE_INVALID);
    }

    @Test
    void key_whenItsLastCharacterCarriesSpareBits_isNoKey() {
        String text = identity.key().text();
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char next = alphabet.charAt(alphabet.indexOf(text.charAt(42)) + 1);

        assertThat(DeviceKey.parse(text)).isPresent();
        assertThat(DeviceKey.parse(text.substring(0, 42) + next)).isEmpty();
        assertThat(DeviceKey.parse(text + "=")).isEmpty();
        assertRefused(verify(withKey(proof.id(), text.substring(0, 42) + next), NOW), ProofFault.DEVICE_ID_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0100000000000000000000000000000000000000000000000000000000000080"
            })
    void key_whenOfSmallOrderOrNotCanonical_isNoKey(String hex) {
        byte[] raw = HexFormat.of().parseHex(hex);

        assertThat(DeviceKey.parse(encode(raw))).isEmpty();
        assertThatThrownBy(() -> DeviceKey.ofRaw(raw)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void id_whenUpperCaseOrOfAnotherKey_isRefused() {
        DeviceIdentity other = DeviceIdentity.ofSeed(new byte[32]);

        assertRefused(
                verify(withKey(proof.id().toUpperCase(Locale.ROOT), proof.publicKey()), NOW),
                ProofFault.DEVICE_ID_MISMATCH);
        assertRefused(verify(withKey(other.id().value(), proof.publicKey()), NOW), ProofFault.DEVICE_ID_MISMATCH);
        assertRefused(verify(withKey(other.id().value(), other.key().text()), NOW), ProofFault.SIGNATURE_INVALID);
    }

    @Test
    void time_whenMoreThanTwoMinutesAway_isRefusedBothWays() {
        assertThat(verify(proof, NOW.plus(Duration.ofMinutes(2)))).isInstanceOf(ProofVerdict.Proven.class);
        assertThat(verify(proof, NOW.minus(Duration.ofMinutes(2)))).isInstanceOf(ProofVerdict.Proven.class);
        assertRefused(verify(proof, NOW.plusMillis(120_001)), ProofFault.SIGNATURE_EXPIRED);
        assertRefused(verify(proof, NOW.minusMillis(120_001)), ProofFault.SIGNATURE_EXPIRED);
    }

    @Test
    void nonce_whenBlankOrAnother_isRefused() {
        DeviceProof blank = new DeviceProof(proof.id(), proof.publicKey(), proof.signature(), proof.signedAtMs(), "  ");
        DeviceProof other =
                new DeviceProof(proof.id(), proof.publicKey(), proof.signature(), proof.signedAtMs(), "another");

        assertRefused(verify(blank, NOW), ProofFault.NONCE_REQUIRED);
        assertRefused(verify(other, NOW), ProofFault.NONCE_MISMATCH);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
