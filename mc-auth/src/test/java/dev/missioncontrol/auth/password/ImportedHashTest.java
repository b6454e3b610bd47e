package dev.missioncontrol.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.secret.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows were made with Node's scrypt and the C library's bcrypt. */
class ImportedHashTest {

    private static final String GOOD = "correct horse battery";
    private static final String SALT = "00112233445566778899aabbccddeeff";
    private static final String KEY = "81a05c993b375262c3fc882904e8e1a1d0af309dd31d05c41ee204fb82bea450";

    private final PasswordHasher hasher =
            PasswordHasher.argon2id(new Argon2Cost(64, 1, 1), 2, Duration.ofSeconds(30), new SecureRandom());

    @ParameterizedTest
    @ValueSource(
            strings = {
                SALT + ":" + KEY,
                SALT + ":ba9c3ef700b6de474b706aea98d13043eda61fb74744cfa3ddc2c124d41d72bb", // N = 16,384
                "$2a$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS",
                "$2b$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS",
                "$2y$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS",
                "$2b$05$abcdefghijklmnopqrstuuD3mHdCr44zlIZ.VZCaYRpfQhXMYnEo."
            })
    void verify_whenTheHashCameFromElsewhere_matchesAndWantsANewOne(String stored) {
        assertThat(verify(stored, GOOD)).isEqualTo(PasswordVerdict.MATCH_WEAK);
        assertThat(verify(stored, GOOD + " ")).isEqualTo(PasswordVerdict.MISMATCH);
        assertThat(verify(stored, "Correct horse battery")).isEqualTo(PasswordVerdict.MISMATCH);
    }

    @Test
    void verify_whenTheOtherSideDidNotNormalise_takesWhatIsTyped() {
        String stored = SALT + ":b417dfcaf860eb8d3e781ff7c9275e1bb9511e5e4b07d6a34d9c45ae23f2c34d";

        assertThat(verify(stored, "e\u0301 decomposed horse")).isEqualTo(PasswordVerdict.MATCH_WEAK);
        assertThat(verify(stored, "\u00E9 decomposed horse")).isEqualTo(PasswordVerdict.MISMATCH);
        assertThat(verify("$2y$04$abcdefghijklmnopqrstuuwYevZw0TcemK4eKUuboMgoa01B.owiC", "\u00E9t\u00E9 et hiver"))
                .isEqualTo(PasswordVerdict.MATCH_WEAK);
    }

    @Test
    void verify_whenBcryptCutAtSeventyTwoBytes_cutsToo() {
        String stored = "$2b$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i";

        assertThat(verify(stored, "x".repeat(72))).isEqualTo(PasswordVerdict.MATCH_WEAK);
        assertThat(verify(stored, "x".repeat(80))).isEqualTo(PasswordVerdict.MATCH_WEAK);
        assertThat(verify(stored, "x".repeat(71))).isEqualTo(PasswordVerdict.MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SALT + ":" + KEY + ":more",
                SALT + ":" + KEY + "zz",
                " " + SALT + ":" + KEY,
                SALT + KEY,
                "0011:" + KEY,
                SALT + ":81a05c99",
                SALT + ":",
                ":",
                "$2b$03$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS",
                "$2b$15$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS",
                "$2b$31$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS",
                "$2b$99$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS",
                "$2b$4$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS",
                "$2x$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS",
                "$2$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS",
                "$2b$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoO",
                "$2b$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOSS",
                "$2b$04$abcdefghijklmnopqrstuvqREtd3VJD2QVZbuFskFSLk6eRIrQoOS",
                "$2b$04$abcdefghijklmn+pqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS",
                "$scrypt$ln=16,r=8,p=1$AAAA$BBBB",
                "correct horse battery"
            })
    void verify_whenTheStoredTextIsCutOrUnbearable_refusesWithoutComputingIt(String stored) {
        assertThat(StoredHash.parse(new PasswordHash(stored))).isEmpty();
        assertThat(verify(stored, GOOD)).isEqualTo(PasswordVerdict.MISMATCH);
    }

    @Test
    void verify_whenThePasswordIsTheFillingOfNobodysHash_isAMismatch() {
        assertThat(hasher.verify(null, Secret.of("\u0000".repeat(12)))).isEqualTo(PasswordVerdict.MISMATCH);
    }

    private PasswordVerdict verify(String stored, String password) {
        return hasher.verify(new PasswordHash(stored), Secret.of(password));
    }
}
