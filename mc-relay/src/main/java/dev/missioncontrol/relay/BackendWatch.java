package dev.missioncontrol.relay;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.gateway.CloseReason;
import dev.missioncontrol.gateway.GatewayState;
import dev.missioncontrol.gateway.spi.GatewayListener;
import dev.missioncontrol.trust.BackendObservation;
import dev.missioncontrol.trust.BackendTrust;
import java.util.Set;

/**
 * Tells the trust side what the control connection learns about the backend's own pairing: a listener for the
 * {@code GatewayClient} that keeps that connection.
 *
 * @param trust is told
 * @param device the backend's device
 */
public record BackendWatch(BackendTrust trust, DeviceId device) implements GatewayListener {
    private static final Set<CloseReason> WITHDRAWN =
            Set.of(CloseReason.DEVICE_TOKEN_REFUSED, CloseReason.AUTHORITY_WITHDRAWN);

    @Override
    public void onState(GatewayState from, GatewayState to) {
        if (to instanceof GatewayState.Ready ready) {
            trust.observe(new BackendObservation.Confirmed(device, ready.access()));
        } else if (to instanceof GatewayState.WaitingForApproval waiting) {
            trust.observe(new BackendObservation.Waiting(waiting.requestId(), device, Access.fullOperator()));
        } else if (to instanceof GatewayState.Closed closed && WITHDRAWN.contains(closed.because())) {
            trust.observe(new BackendObservation.Withdrawn(closed.because().name()));
        }
    }
}
