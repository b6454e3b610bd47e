package dev.missioncontrol.trust;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import java.util.Objects;

/** What the control connection to the gateway has just learnt about the backend's own pairing. */
public sealed interface BackendObservation {
    /**
     * The gateway wants somebody to approve the backend's device.
     *
     * @param requestId the gateway's name for the request
     * @param device the backend's own device
     * @param requested what the backend asks for
     */
    record Waiting(String requestId, DeviceId device, Access requested) implements BackendObservation {
        public Waiting {
            Objects.requireNonNull(requestId, "requestId");
            Objects.requireNonNull(device, "device");
            Objects.requireNonNull(requested, "requested");
        }
    }

    /**
     * The gateway let the backend's device in.
     *
     * @param device the backend's own device
     * @param granted the scopes of that connection
     */
    record Confirmed(DeviceId device, Access granted) implements BackendObservation {
        public Confirmed {
            Objects.requireNonNull(device, "device");
            Objects.requireNonNull(granted, "granted");
        }
    }

    /**
     * The gateway withdrew the pairing.
     *
     * @param code the gateway's code, such as {@code AUTH_DEVICE_TOKEN_MISMATCH}
     */
    record Withdrawn(String code) implements BackendObservation {
        public Withdrawn {
            Objects.requireNonNull(code, "code");
        }
    }
}
