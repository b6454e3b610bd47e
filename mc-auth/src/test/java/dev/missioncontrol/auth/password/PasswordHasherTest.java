package dev.missioncontrol.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.secret.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {

    private static final String GOOD = "correct horse battery";
    private static final Argon2Cost CHEAP = new Argon2Cost(64, 2, 1);

    private final SecureRandom random = new SecureRandom();
    private final PasswordHasher hasher = PasswordHasher.argon2id(CHEAP, 2, Duration.ofSeconds(30), random);

    @Test
    void rehash_whenThePasswordWouldBeTooShortForANewOne_hashesIt() {
        HashResult again = hasher.rehash(Secret.of("short"));

        assertThat(hasher.verify(((HashResult.Hashed) again).hash(), Secret.of("short")))
                .isEqualTo(PasswordVerdict.MATCH);
        assertThat(hasher.hash(Secret.of("short"))).isEqualTo(new HashResult.Refused(PasswordFault.TOO_SHORT));
        assertThat(hasher.rehash(Secret.of("x".repeat(1_025))))
                .isEqualTo(new HashResult.Refused(PasswordFault.TOO_LONG));
        assertThat(hasher.rehash(Secret.of("lone \uD800 surrogate")))
                .isEqualTo(new HashResult.Refused(PasswordFault.MALFORMED));
    }

    @Test
    void hash_whenDoneTwice_saltsEachAndBothVerify() {
        PasswordHash one = hashed(GOOD);
        PasswordHash two = hashed(GOOD);

        assertThat(one).isNotEqualTo(two);
        assertThat(one.text()).matches("\\$argon2id\\$v=19\\$m=64,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(one).hasToString("PasswordHash[***]");
        assertThat(verify(one, GOOD)).isEqualTo(PasswordVerdict.MATCH);
        assertThat(verify(two, GOOD)).isEqualTo(PasswordVerdict.MATCH);
        assertThat(verify(one, GOOD + "x")).isEqualTo(PasswordVerdict.MISMATCH);
    }

    @Test
    void standardCost_isTheOneTheDesignNames() {
        PasswordHasher standard = PasswordHasher.argon2id(random);

        HashResult.Hashed result = (HashResult.Hashed) standard.hash(Secret.of(GOOD));

        assertThat(result.hash().text()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(standard.verify(result.hash(), Secret.of(GOOD))).isEqualTo(PasswordVerdict.MATCH);
        assertThat(standard.verify(hashed(GOOD), Secret.of(GOOD))).isEqualTo(PasswordVerdict.MATCH_WEAK);
    }

    @Test
    void verify_whenTheHashCameFromTheReferenceImplementation_matches() {
        PasswordHash reference = new PasswordHash(
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ" + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");

        assertThat(verify(reference, "password")).isIn(PasswordVerdict.MATCH, PasswordVerdict.MATCH_WEAK);
        assertThat(verify(reference, "Password")).isEqualTo(PasswordVerdict.MISMATCH);
    }

    @Test
    void hash_whenLengthsLieAtTheEdge_countsCharactersAndBytes() {
        assertThat(fault("elevenchars")).isEqualTo(PasswordFault.TOO_SHORT);
        assertThat(hashed("twelve chars")).isNotNull();
        assertThat(fault("🦞".repeat(11))).isEqualTo(PasswordFault.TOO_SHORT);
        assertThat(hashed("🦞".repeat(12))).isNotNull();
        assertThat(fault("e\u0301".repeat(11))).isEqualTo(PasswordFault.TOO_SHORT);
        assertThat(hashed("x".repeat(1_024))).isNotNull();
        assertThat(fault("x".repeat(1_025))).isEqualTo(PasswordFault.TOO_LONG);
        assertThat(fault("é".repeat(513))).isEqualTo(PasswordFault.TOO_LONG);
        assertThat(fault("x".repeat(1_000_000))).isEqualTo(PasswordFault.TOO_LONG);
        assertThat(fault("\uDC00lone surrogate")).isEqualTo(PasswordFault.MALFORMED);
    }

    @Test
    void verify_whenTextDiffersInNormalFormOnly_matchesAndInNothingElse() {
        PasswordHash stored = hashed("d\u00E9j\u00E0 vu encore");

        assertThat(verify(stored, "de\u0301ja\u0300 vu encore")).isEqualTo(PasswordVerdict.MATCH);
        assertThat(verify(stored, "deja vu encore")).isEqualTo(PasswordVerdict.MISMATCH);
        assertThat(verify(stored, " d\u00E9j\u00E0 vu encore")).isEqualTo(PasswordVerdict.MISMATCH);
        assertThat(verify(stored, "D\u00E9j\u00E0 vu encore")).isEqualTo(PasswordVerdict.MISMATCH);
        assertThat(verify(hashed("nul\u0000 in the middle"), "nul")).isEqualTo(PasswordVerdict.MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain text",
                "$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=1000000,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=2,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=2,p=255$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=7,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=99999999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=16$m=64,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2i$v=19$m=64,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=2,p=1$$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=2,p=1$c29tZXNhb$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=2,p=1$c29tZXNhbHQ$",
                "$argon2id$v=19$m=64,t=2,p=1$c29tZXNhbHQ$AA",
            })
    void verify_whenTheStoredHashIsUnreadableOrUnbearable_isAMismatch(String stored) {
        assertThat(verify(new PasswordHash(stored), "password")).isEqualTo(PasswordVerdict.MISMATCH);
    }

    @Test
    void verify_whenNothingIsStored_isAMismatch() {
        assertThat(hasher.verify(null, Secret.of(GOOD))).isEqualTo(PasswordVerdict.MISMATCH);
    }

    @Test
    void cost_whenOutOfBounds_isRefused() {
        for (int[] bad :
                new int[][] {{7, 1, 1}, {64, 0, 1}, {64, 1, 0}, {16, 1, 4}, {131_073, 1, 1}, {64, 11, 1}, {64, 1, 5}}) {
            assertThatThrownBy(() -> new Argon2Cost(bad[0], bad[1], bad[2]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> PasswordHasher.argon2id(CHEAP, 0, Duration.ZERO, random))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private PasswordVerdict verify(PasswordHash stored, String password) {
        return hasher.verify(stored, Secret.of(password));
    }

    private PasswordHash hashed(String password) {
        return ((HashResult.Hashed) hasher.hash(Secret.of(password))).hash();
    }

    private PasswordFault fault(String password) {
        return ((HashResult.Refused) hasher.hash(Secret.of(password))).fault();
    }
}
