package dev.missioncontrol.benchmarks.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DoorPeerTest {
    @ParameterizedTest
    @EnumSource
    void opens_whoeverAnswers_isTheSame(DoorPeer peer) {
        Door door = peer.over(30);

        assertThat(IntStream.range(0, 30)).allMatch(person -> door.opens(person, false));
        assertThat(IntStream.range(0, 30)).allMatch(person -> door.opens(person, true) == DoorPeer.isAdmin(person));
    }
}
