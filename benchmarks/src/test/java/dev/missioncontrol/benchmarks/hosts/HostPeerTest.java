package dev.missioncontrol.benchmarks.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.benchmarks.hosts.HostWorkload.Kind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class HostPeerTest {
    private static final HostWorkload WORKLOAD = HostWorkload.of(100);

    @ParameterizedTest
    @EnumSource(
            names = {"NETTY", "NOTHING"},
            mode = Mode.EXCLUDE)
    void permits_whenHostIsListed_thenTrue(HostPeer peer) {
        assertThat(WORKLOAD.hosts(Kind.HIT)).allMatch(peer.over(WORKLOAD.patterns())::permits);
    }

    @ParameterizedTest
    @EnumSource(names = "NETTY")
    void permits_whenHostIsListedByName_thenTrueWithoutAFormForOctets(HostPeer peer) {
        List<String> names = WORKLOAD.hosts(Kind.HIT).stream()
                .filter(host -> !Character.isDigit(host.charAt(0)))
                .toList();

        assertThat(names).hasSizeGreaterThan(800).allMatch(peer.over(WORKLOAD.patterns())::permits);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"NETTY", "NOTHING"},
            mode = Mode.EXCLUDE)
    void permits_whenHostOnlyLooksListed_thenFalse(HostPeer peer) {
        assertThat(WORKLOAD.hosts(Kind.MISS)).noneMatch(peer.over(WORKLOAD.patterns())::permits);
    }

    @ParameterizedTest
    @EnumSource(names = "NOTHING", mode = Mode.EXCLUDE)
    void permits_whenHostIsHostile_thenFalse(HostPeer peer) {
        List<String> hosts = WORKLOAD.hosts(Kind.HOSTILE);

        assertThat(hosts).allMatch(host -> host.length() == 253);
        assertThat(hosts).noneMatch(peer.over(WORKLOAD.patterns())::permits);
    }
}
