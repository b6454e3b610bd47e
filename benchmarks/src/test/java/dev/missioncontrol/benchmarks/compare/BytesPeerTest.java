package dev.missioncontrol.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BytesPeerTest {
    private static final int LONGEST = 300;

    @ParameterizedTest
    @EnumSource
    void equal_whenContentIsTheSame_thenTrue(BytesPeer peer) {
        for (int length = 0; length <= LONGEST; length++) {
            byte[] bytes = bytes(length);
            assertThat(peer.equal(bytes, bytes.clone())).as("%d bytes", length).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void equal_whenAnyOneBitDiffers_thenFalse(BytesPeer peer) {
        for (int length = 1; length <= LONGEST; length++) {
            byte[] bytes = bytes(length);
            for (int at = 0; at < length; at++) {
                byte[] other = bytes.clone();
                other[at] ^= (byte) (1 << (at % 8));
                assertThat(peer.equal(bytes, other))
                        .as("byte %d of %d", at, length)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void equal_whenLengthsDiffer_thenFalse(BytesPeer peer) {
        assertThat(peer.equal(new byte[16], new byte[17])).isFalse();
        assertThat(peer.equal(new byte[17], new byte[16])).isFalse();
        assertThat(peer.equal(new byte[0], new byte[1])).isFalse();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
