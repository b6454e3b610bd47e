package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pairing events as they were recorded at OpenClaw 2026.9.6, and as they were not. */
class PairingEventsTest {
    private static final String DEVICE = "840e2171db4ba9ebe50de4fa42752826146a49644b9878ca94b7d633f077ecf5";

    private final List<Object> told = new ArrayList<>();
    private final PairingWatch watch = new PairingWatch(told::add, () -> told.add("stale"));

    @Test
    void request_whenRecorded_isRead() {
        watch.onEvent(
                "device.pair.requested",
                "{\"requestId\":\"req-1\",\"deviceId\":\"" + DEVICE + "\",\"publicKey\":\"k\","
                        + "\"displayName\":\"MC backend\",\"platform\":\"linux\",\"clientId\":\"cli\",\"clientMode\":\"cli\","
                        + "\"role\":\"operator\",\"roles\":[\"operator\"],\"scopes\":[\"operator.read\",\"operator.write\"],"
                        + "\"remoteIp\":\"203.0.113.7\",\"silent\":false,\"isRepair\":true,\"ts\":1795195024864}");

        assertThat(told)
                .containsExactly(new PairingEvent.Requested(new PendingDevice(
                        "req-1",
                        new DeviceId(DEVICE),
                        "MC backend",
                        "linux",
                        null,
                        "cli",
                        "cli",
                        List.of("operator"),
                        List.of("operator.read", "operator.write"),
                        "203.0.113.7",
                        PendingDevice.Kind.REPAIR,
                        Instant.ofEpochMilli(1795195024864L))));
    }

    @Test
    void decision_whenRecorded_isRead() {
        watch.onEvent(
                "device.pair.resolved",
                "{\"requestId\":\"req-1\",\"deviceId\":\"" + DEVICE
                        + "\",\"decision\":\"approved\",\"ts\":1795195024844}");
        watch.onEvent("device.pair.changed", "{}");

        assertThat(told)
                .containsExactly(
                        new PairingEvent.Resolved(
                                "req-1",
                                new DeviceId(DEVICE),
                                PairingEvent.Decision.APPROVED,
                                Instant.ofEpochMilli(1795195024844L)),
                        new PairingEvent.Changed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "presence | {}",
                "device.pair.requested | {}",
                "device.pair.requested | []",
                "device.pair.requested | {\"requestId\":\"r\",\"deviceId\":\"no fingerprint\",\"ts\":1}",
                "device.pair.resolved | {\"requestId\":\"r\",\"deviceId\":\"no\",\"decision\":\"approved\",\"ts\":1}",
                "device.pair.resolved | null"
            })
    void event_whenOfAnotherShape_isLeftAlone(String name, String payload) {
        watch.onEvent(name, payload);

        assertThat(told).isEmpty();
    }

    @Test
    void decision_whenOfAnUnknownWord_isLeftAlone() {
        watch.onEvent(
                "device.pair.resolved",
                "{\"requestId\":\"r\",\"deviceId\":\"" + DEVICE + "\",\"decision\":\"postponed\",\"ts\":1}");

        assertThat(told).isEmpty();
    }

    @Test
    void watch_whenEventsMayBeMissing_saysSo() {
        watch.onGap(3, 5);
        watch.onState(new GatewayState.Proving(), new GatewayState.Ready(Access.fullOperator(), "x"));
        watch.onState(new GatewayState.Idle(), new GatewayState.Connecting());

        assertThat(told).containsExactly("stale", "stale");
    }
}
