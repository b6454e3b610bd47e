package dev.missioncontrol.gateway;

import static java.util.Map.entry;

import dev.missioncontrol.gateway.spi.GatewayTransportException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the codes of the gateway mean (OpenClaw 2026.9.6), and those that {@code mc-relay} in its place adds for what passes.
 * Data, so that a new code is a new line.
 */
final class ReasonTable {
    private static final Map<String, CloseReason> DETAILS = Map.ofEntries(
            entry("AUTH_TOKEN_MISSING", CloseReason.CREDENTIAL_MISSING),
            entry("AUTH_PASSWORD_MISSING", CloseReason.CREDENTIAL_MISSING),
            entry("AUTH_TOKEN_MISMATCH", CloseReason.TOKEN_REFUSED),
            entry("AUTH_PASSWORD_MISMATCH", CloseReason.PASSWORD_REFUSED),
            entry("AUTH_DEVICE_TOKEN_MISMATCH", CloseReason.DEVICE_TOKEN_REFUSED),
            entry("AUTH_SCOPE_MISMATCH", CloseReason.SCOPES_REFUSED),
            entry("AUTH_BOOTSTRAP_TOKEN_INVALID", CloseReason.SETUP_CODE_REFUSED),
            entry("AUTH_RATE_LIMITED", CloseReason.RATE_LIMITED),
            entry("AUTH_IDENTITY_HEADER_REQUIRED", CloseReason.IDENTITY_REQUIRED),
            entry("AUTH_UNAUTHORIZED", CloseReason.IDENTITY_REQUIRED),
            entry("AUTH_VERIFIED_USER_REQUIRED", CloseReason.IDENTITY_REQUIRED),
            entry("AUTH_TOKEN_NOT_CONFIGURED", CloseReason.GATEWAY_NOT_CONFIGURED),
            entry("AUTH_PASSWORD_NOT_CONFIGURED", CloseReason.GATEWAY_NOT_CONFIGURED),
            entry("PAIRING_REQUIRED", CloseReason.PAIRING_REQUIRED),
            entry("DEVICE_IDENTITY_REQUIRED", CloseReason.DEVICE_REQUIRED),
            entry("CONTROL_UI_DEVICE_IDENTITY_REQUIRED", CloseReason.DEVICE_REQUIRED),
            entry("DEVICE_AUTH_SIGNATURE_EXPIRED", CloseReason.PROOF_STALE),
            entry("DEVICE_AUTH_NONCE_REQUIRED", CloseReason.PROOF_STALE),
            entry("DEVICE_AUTH_NONCE_MISMATCH", CloseReason.PROOF_STALE),
            entry("DEVICE_AUTH_DEVICE_ID_MISMATCH", CloseReason.PROOF_REFUSED),
            entry("DEVICE_AUTH_SIGNATURE_INVALID", CloseReason.PROOF_REFUSED),
            entry("DEVICE_AUTH_PUBLIC_KEY_INVALID", CloseReason.PROOF_REFUSED),
            entry("CONTROL_UI_ORIGIN_NOT_ALLOWED", CloseReason.ORIGIN_REFUSED),
            entry("PROTOCOL_MISMATCH", CloseReason.PROTOCOL_MISMATCH),
            entry("CLIENT_VERSION_MISMATCH", CloseReason.CLIENT_REFUSED),
            entry("AUTHENTICATED_PROFILE_UNAVAILABLE", CloseReason.PROFILE_UNAVAILABLE),
            entry("RELAY_BACKEND_NOT_PAIRED", CloseReason.GATEWAY_STARTING),
            entry("RELAY_GATEWAY_UNAVAILABLE", CloseReason.GATEWAY_STARTING),
            entry("RELAY_RESTARTING", CloseReason.GATEWAY_STARTING),
            entry("RELAY_TRUST_STALE", CloseReason.GATEWAY_STARTING),
            entry("RELAY_UNAVAILABLE", CloseReason.GATEWAY_STARTING));

    private static final Map<Integer, CloseReason> CLOSE_CODES = Map.ofEntries(
            entry(1000, CloseReason.GATEWAY_CLOSED),
            entry(1001, CloseReason.CONNECTION_LOST),
            entry(1002, CloseReason.PROTOCOL_MISMATCH),
            entry(1003, CloseReason.PROTOCOL_ERROR),
            entry(1005, CloseReason.CONNECTION_LOST),
            entry(1006, CloseReason.CONNECTION_LOST),
            entry(1007, CloseReason.PROTOCOL_ERROR),
            entry(1008, CloseReason.POLICY_VIOLATION),
            entry(1009, CloseReason.MESSAGE_TOO_BIG),
            entry(1011, CloseReason.GATEWAY_FAULT),
            entry(1012, CloseReason.GATEWAY_RESTARTING),
            entry(1013, CloseReason.GATEWAY_STARTING),
            entry(4000, CloseReason.SILENCE),
            entry(4001, CloseReason.AUTHORITY_WITHDRAWN));

    private static final String TAILSCALE = "AUTH_TAILSCALE_";

    private ReasonTable() {}

    static CloseReason ofRefusal(String code, @Nullable String detailsCode) {
        if (detailsCode != null) {
            return DETAILS.getOrDefault(detailsCode, ofFamily(detailsCode));
        }
        return switch (code) {
            case "UNAVAILABLE" -> CloseReason.GATEWAY_STARTING;
            case "INVALID_REQUEST" -> CloseReason.REQUEST_REFUSED;
            default -> CloseReason.UNKNOWN;
        };
    }

    private static CloseReason ofFamily(String detailsCode) {
        return detailsCode.startsWith(TAILSCALE) ? CloseReason.IDENTITY_REQUIRED : CloseReason.UNKNOWN;
    }

    /** Before hello, and without an error frame that says more. */
    static CloseReason ofCloseCode(int code) {
        return CLOSE_CODES.getOrDefault(code, CloseReason.UNKNOWN);
    }

    /**
     * Behind hello 1008 and 1009 are no verdict on who is there: a slow reader or one bad call is cut, too. And 1002
     * does not speak of versions any more.
     */
    static CloseReason ofCloseCodeBehindHello(int code) {
        return switch (code) {
            case 1002 -> CloseReason.PROTOCOL_ERROR;
            case 1008, 1009 -> CloseReason.CUT_OFF;
            default -> ofCloseCode(code);
        };
    }

    static CloseReason ofFailure(GatewayTransportException failure) {
        return switch (failure.kind()) {
            case ADDRESS -> CloseReason.ADDRESS_REFUSED;
            case REFUSED -> CloseReason.UNREACHABLE;
            case TIMEOUT -> CloseReason.HANDSHAKE_TIMEOUT;
            case TLS -> CloseReason.TLS_REFUSED;
            case PIN_MISMATCH -> CloseReason.PIN_MISMATCH;
            case HTTP_STATUS -> ofStatus(failure.httpStatus().orElse(0));
            case HANDSHAKE -> CloseReason.PROTOCOL_ERROR;
            case CLOSED -> CloseReason.REQUESTED;
        };
    }

    private static CloseReason ofStatus(int status) {
        return switch (status) {
            case 403 -> CloseReason.PROXY_REFUSED;
            case 429, 502, 503, 504 -> CloseReason.GATEWAY_BUSY;
            default -> CloseReason.UPGRADE_REFUSED;
        };
    }
}
