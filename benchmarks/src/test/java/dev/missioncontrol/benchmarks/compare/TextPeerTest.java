package dev.missioncontrol.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextPeerTest {
    private static final String TOKEN = "q7fjw0s9xk3mz5vb1nc8ty2hr6gl4dpa";

    @ParameterizedTest
    @EnumSource
    void equal_whenTextIsTheSame_thenTrue(TextPeer peer) {
        assertThat(peer.equal(TOKEN, String.valueOf(TOKEN.toCharArray()))).isTrue();
        assertThat(peer.equal("", "")).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void equal_whenAnyOneCharacterDiffers_thenFalse(TextPeer peer) {
        for (int at = 0; at < TOKEN.length(); at++) {
            StringBuilder other = new StringBuilder(TOKEN);
            other.setCharAt(at, 'ß');
            assertThat(peer.equal(TOKEN, other.toString()))
                    .as("character %d", at)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void equal_whenOneIsAPrefixOfTheOther_thenFalse(TextPeer peer) {
        assertThat(peer.equal(TOKEN, TOKEN + "x")).isFalse();
        assertThat(peer.equal(TOKEN, "")).isFalse();
    }
}
