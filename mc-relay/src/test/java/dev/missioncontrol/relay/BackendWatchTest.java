package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.gateway.CloseReason;
import dev.missioncontrol.gateway.GatewayState;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PendingPairing;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class BackendWatchTest {
    private static final GatewayState IDLE = new GatewayState.Idle();
    private static final GatewayState READY = new GatewayState.Ready(Access.fullOperator(), "1");

    private final InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(clock);
    private final BackendTrust trust = new BackendTrust("backend", new InMemoryPairingStore(unit), unit, clock);
    private final BackendWatch watch = new BackendWatch(trust, new DeviceId("0".repeat(64)));

    @Test
    void onState_whenWaiting_thenTheRequestIsKnown() {
        watch.onState(IDLE, new GatewayState.WaitingForApproval("r1"));

        assertThat(trust.pending()).map(PendingPairing::requestId).contains("r1");
    }

    @Test
    void onState_whenReady_thenPaired() {
        watch.onState(IDLE, READY);

        assertThat(trust.pairing()).isInstanceOf(Pairing.Paired.class);
    }

    @Test
    void onState_whenTheGatewayRefusesTheToken_thenWithdrawn() {
        watch.onState(IDLE, READY);
        watch.onState(READY, new GatewayState.Closed(CloseReason.DEVICE_TOKEN_REFUSED));

        assertThat(trust.pairing()).isInstanceOf(Pairing.Revoked.class);
    }

    @Test
    void onState_whenTheConnectionIsOnlyLost_thenStillPaired() {
        watch.onState(IDLE, READY);
        watch.onState(READY, new GatewayState.Connecting());

        assertThat(trust.pairing()).isInstanceOf(Pairing.Paired.class);
    }
}
