package dev.missioncontrol.relay.internal.wire;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request to the desk where devices are managed, read and with the form that the gateway asks for. */
public sealed interface DeskCall {
    /** {@code device.pair.list}. */
    record Listing() implements DeskCall {}

    /** {@code device.pair.approve}. */
    record Approve(String requestId) implements DeskCall {
        public Approve {
            Objects.requireNonNull(requestId, "requestId");
        }
    }

    /** {@code device.pair.reject}. */
    record Reject(String requestId) implements DeskCall {
        public Reject {
            Objects.requireNonNull(requestId, "requestId");
        }
    }

    /** {@code device.pair.remove}. */
    record Remove(String deviceId) implements DeskCall {
        public Remove {
            Objects.requireNonNull(deviceId, "deviceId");
        }
    }

    /** {@code device.pair.rename}. */
    record Rename(String deviceId, String label) implements DeskCall {
        public Rename {
            Objects.requireNonNull(deviceId, "deviceId");
            Objects.requireNonNull(label, "label");
        }
    }

    /**
     * {@code device.token.rotate}.
     *
     * @param scopes what the new token shall be good for; null for what the device may do
     */
    record Rotate(String deviceId, String role, @Nullable List<String> scopes) implements DeskCall {
        public Rotate {
            Objects.requireNonNull(deviceId, "deviceId");
            Objects.requireNonNull(role, "role");
            scopes = scopes == null ? null : List.copyOf(scopes);
        }
    }

    /** {@code device.token.revoke}. */
    record Revoke(String deviceId, String role) implements DeskCall {
        public Revoke {
            Objects.requireNonNull(deviceId, "deviceId");
            Objects.requireNonNull(role, "role");
        }
    }
}
