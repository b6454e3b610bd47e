package dev.missioncontrol.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretTest {

    private record Holder(String name, Secret secret) {}

    @Test
    void toString_whereverASecretIsPrinted_isAMask() {
        Secret secret = Secret.of("hunter2-hunter2");

        assertThat(secret).hasToString("Secret[***]");
        assertThat(new Holder("x", secret).toString()).doesNotContain("hunter2");
        assertThat("" + Set.of(secret)).doesNotContain("hunter2");
        assertThat(Secret.of("a")).as("length does not show").hasToString(secret.toString());
    }

    @Test
    void matches_whenTextsAreTheSame_saysSoAndEqualsDoesNot() {
        Secret one = Secret.of("hunter2-hunter2");
        Secret other = Secret.of("hunter2-" + "hunter2");

        assertThat(one.matches(other)).isTrue();
        assertThat(one.matches(Secret.of("hunter2-hunter3"))).isFalse();
        assertThat(one.equals(other)).isFalse();
        assertThat(one.reveal()).isEqualTo("hunter2-hunter2");
    }

    @Test
    void of_whenEmpty_fails() {
        assertThatThrownBy(() -> Secret.of("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void digest_ofAKnownText_isItsSha256() {
        assertThat(Digest.of(Secret.of("abc")).hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Digest.of(new byte[] {'a'}, new byte[] {'b', 'c'})).isEqualTo(Digest.of(Secret.of("abc")));
        assertThatThrownBy(() -> new Digest("BA" + "0".repeat(62))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Digest("0".repeat(63))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tokens_whenDrawn_haveTheirFormAndDiffer() {
        Tokens tokens = new Tokens(new SecureRandom());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            assertThat(tokens.hex(24).reveal()).matches("[0-9a-f]{48}");
            assertThat(seen.add(tokens.base64Url().reveal())).isTrue();
        }
        assertThat(seen).allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
    }
}
