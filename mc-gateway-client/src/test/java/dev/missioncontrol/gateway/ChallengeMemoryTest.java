package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChallengeMemoryTest {
    private static final URI GATEWAY = URI.create("wss://gateway.example");
    private static final URI SAME = URI.create("wss://gateway.example:443/other/path");
    private static final URI OTHER = URI.create("wss://other.example");

    private final ChallengeMemory memory = new ChallengeMemory();

    @Test
    void nonce_whenItComesAgain_isNotNew() {
        assertThat(memory.isNew(GATEWAY, "n1")).isTrue();
        assertThat(memory.isNew(GATEWAY, "n2")).isTrue();

        assertThat(memory.isNew(GATEWAY, "n1")).isFalse();
        assertThat(memory.isNew(SAME, "n1")).as("one gateway, two spellings").isFalse();
        assertThat(memory.isNew(OTHER, "n1")).isTrue();
    }

    @Test
    void nonces_whenOver1024_leaveTheOldestAndNoOther() {
        IntStream.range(0, 1_025).forEach(i -> memory.isNew(GATEWAY, "n" + i));

        assertThat(memory.isNew(GATEWAY, "n1")).isFalse();
        assertThat(memory.isNew(GATEWAY, "n0")).isTrue();
    }

    @Test
    void gateways_whenOver64_leaveTheOneLongestNotUsed() {
        memory.isNew(GATEWAY, "n");
        memory.isNew(OTHER, "n");
        IntStream.range(0, 62).forEach(i -> memory.isNew(URI.create("wss://g" + i + ".example"), "n"));
        memory.isNew(GATEWAY, "m");
        memory.isNew(URI.create("wss://one-more.example"), "n");

        assertThat(memory.isNew(GATEWAY, "n")).isFalse();
        assertThat(memory.isNew(OTHER, "n")).isTrue();
    }
}
