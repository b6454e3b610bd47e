package dev.missioncontrol.relay.internal.upstream;

import dev.missioncontrol.gateway.CloseReason;
import dev.missioncontrol.gateway.ConnectRefusal;
import dev.missioncontrol.relay.internal.admission.Refusal;
import dev.missioncontrol.relay.internal.wire.WireError;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the gateway's refusal of the backend into words for the client. The gateway's own text and details stay here:
 * they speak of the backend's device and its request.
 */
public final class UpstreamRefusals {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Set<CloseReason> BACKEND = Set.of(
            CloseReason.DEVICE_TOKEN_REFUSED,
            CloseReason.PAIRING_REQUIRED,
            CloseReason.SCOPES_REFUSED,
            CloseReason.TOKEN_REFUSED,
            CloseReason.CREDENTIAL_MISSING,
            CloseReason.PROOF_REFUSED,
            CloseReason.DEVICE_REQUIRED);

    private UpstreamRefusals() {}

    /** Tells whether the gateway refused the backend itself, not this client of it. */
    public static boolean concernsBackend(ConnectRefusal refusal) {
        return BACKEND.contains(refusal.reason());
    }

    /** What the client is told. */
    public static Refusal of(ConnectRefusal refusal) {
        if ("AUTH_VERIFIED_USER_REQUIRED".equals(refusal.detailsCode())) {
            return stop("AUTH_VERIFIED_USER_REQUIRED", "gateway.roles is set: the gateway needs trusted-proxy mode");
        }
        if (concernsBackend(refusal)) {
            return later(
                    "RELAY_BACKEND_NOT_PAIRED", "the gateway does not take this server now", Duration.ofSeconds(5));
        }
        return switch (refusal.reason()) {
            case PROTOCOL_MISMATCH ->
                new Refusal(
                        error("PROTOCOL_MISMATCH", "the gateway does not take this client's version"),
                        1002,
                        "protocol mismatch");
            case ORIGIN_REFUSED ->
                stop(
                        "CONTROL_UI_ORIGIN_NOT_ALLOWED",
                        "this server's origin is not in gateway.controlUi.allowedOrigins");
            case CLIENT_REFUSED -> stop("CLIENT_VERSION_MISMATCH", "the gateway does not take this client");
            default ->
                refusal.retryable() || refusal.reason().retryable()
                        ? later("RELAY_GATEWAY_UNAVAILABLE", "the gateway is not ready", wait(refusal.retryAfter()))
                        : stop("RELAY_GATEWAY_REFUSED", "the gateway refused this connection");
        };
    }

    /** What the client is told when there was no answer. */
    public static Refusal of(CloseReason reason) {
        return reason.retryable()
                ? later("RELAY_GATEWAY_UNAVAILABLE", "the gateway cannot be reached", SOON)
                : stop("RELAY_GATEWAY_REFUSED", "the gateway cannot be used: " + reason);
    }

    private static Refusal later(String code, String message, Duration wait) {
        WireError error = new WireError("UNAVAILABLE", message, Map.of("code", code), wait);
        return new Refusal(error, 1013, message);
    }

    private static Refusal stop(String code, String message) {
        return new Refusal(error(code, message), 1008, message);
    }

    private static WireError error(String code, String message) {
        return WireError.of("INVALID_REQUEST", message).with("code", code);
    }

    private static Duration wait(@Nullable Duration asked) {
        if (asked == null || asked.compareTo(Duration.ofMillis(250)) < 0) {
            return SOON;
        }
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }
}
