package dev.missioncontrol.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.secret.Secret;
import org.junit.jupiter.api.Test;

/**
 * What clients of an OpenClaw gateway may rely on: frames of protocol 4, logins, pairing, tokens, scopes, events,
 * restart.
 *
 * <p>Extend it and return the gateway under test; one gateway may serve all tests of the class. Every test uses devices
 * of its own and the raw wire, so that a fault of a client library cannot hide one of the gateway. The tests hold on
 * OpenClaw 2026.9.6; run them against the real one and a stand-in cannot drift.
 */
public abstract class GatewayContract extends ClientContract {
    /** For subclasses. */
    protected GatewayContract() {}

    @Test
    void events_ofOneSocket_areNumberedWithoutHoles() {
        RawClient watcher = in(helper().asking("operator.pairing"));
        Login login = paired(freshDevice());
        refused(login.asking("operator.read"));
        refused(login.asking("operator.talk"));
        watcher.event("device.pair.resolved");
        watcher.call("device.pair.list");

        assertTrue(watcher.seen().size() >= 2, () -> "events " + watcher.seen());
        long expected = 1;
        for (long seq : watcher.seen()) {
            assertEquals(expected++, seq, () -> "numbers " + watcher.seen());
        }
    }

    @Test
    void pairingEvents_withoutPairingScope_areNotSeen() {
        RawClient reader = in(helper().asking("operator.read"));
        RawClient watcher = in(helper().asking("operator.pairing"));
        String requestId =
                refused(paired(freshDevice()).asking("operator.read")).requestId();
        requested(watcher, requestId);
        reader.call("health");

        assertFalse(reader.hasSeen("device.pair."), "a pairing event for a reader");
    }

    @Test
    void restart_withOpenSockets_saysSoAndKeepsPairings() {
        DeviceIdentity device = freshDevice();
        Secret token = deviceToken(pair(device, "operator.read"));
        Login login = paired(device).withDeviceToken(token).asking("operator.read");
        RawClient socket = open();
        String bootId = hello(socket, login).path("server").path("bootId").asText();
        gateway().restart();

        JsonNode farewell = socket.event("shutdown").path("payload");
        assertTrue(farewell.path("restartExpectedMs").isIntegralNumber(), () -> "the event " + farewell);
        assertEquals(new Closed(1012, "service restart"), socket.closed());
        JsonNode hello = hello(login);
        assertTrue(deviceToken(hello).matches(token));
        assertNotEquals(bootId, hello.path("server").path("bootId").asText());
    }
}
