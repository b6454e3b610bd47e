package dev.missioncontrol.relay.internal.admission;

import dev.missioncontrol.core.device.ProofFault;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.relay.Identification;
import dev.missioncontrol.relay.internal.wire.ConnectFrame;
import dev.missioncontrol.relay.internal.wire.WireError;
import dev.missioncontrol.trust.PendingPairing;
import java.time.Duration;
import java.util.Map;

/** The relay's refusals in the gateway's own codes, so that existing clients do what they were written to do. */
public final class Refusals {
    private static final String INVALID = "INVALID_REQUEST";
    private static final String UNAVAILABLE = "UNAVAILABLE";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);
    private static final Duration LIMITED = Duration.ofSeconds(60);

    private static final Map<String, String> AUTH_REASONS = Map.of(
            "AUTH_TOKEN_MISSING", "token_missing",
            "AUTH_TOKEN_MISMATCH", "token_mismatch",
            "AUTH_PASSWORD_MISMATCH", "password_mismatch",
            "AUTH_DEVICE_TOKEN_MISMATCH", "device_token_mismatch",
            "AUTH_BOOTSTRAP_TOKEN_INVALID", "bootstrap_token_invalid",
            "AUTH_SCOPE_MISMATCH", "scope_mismatch",
            "AUTH_IDENTITY_HEADER_REQUIRED", "sign_in_required",
            "AUTH_VERIFIED_USER_REQUIRED", "verified_user_required",
            "AUTH_RATE_LIMITED", "rate_limited");

    private static final Map<String, String> AUTH_MESSAGES = Map.of(
            "AUTH_TOKEN_MISSING", "unauthorized: an API key of this server is missing",
            "AUTH_TOKEN_MISMATCH", "unauthorized: not an API key of this server",
            "AUTH_PASSWORD_MISMATCH", "unauthorized: passwords are not taken here",
            "AUTH_DEVICE_TOKEN_MISMATCH", "unauthorized: device tokens are not taken here",
            "AUTH_BOOTSTRAP_TOKEN_INVALID", "unauthorized: setup codes are not taken here",
            "AUTH_SCOPE_MISMATCH", "unauthorized: your role covers none of the scopes asked for",
            "AUTH_IDENTITY_HEADER_REQUIRED", "unauthorized: sign in to this server",
            "AUTH_VERIFIED_USER_REQUIRED", "unauthorized: the gateway takes no connection without a person's name",
            "AUTH_RATE_LIMITED", "unauthorized: too many wrong credentials");

    private Refusals() {}

    /** The request does not have its form. */
    public static Refusal malformed(String message) {
        return Refusal.policy(WireError.of(INVALID, message));
    }

    /** The client and this server speak no common version. */
    static Refusal protocol(ConnectFrame connect) {
        WireError error = WireError.of(INVALID, "protocol mismatch")
                .with("code", "PROTOCOL_MISMATCH")
                .with("clientMinProtocol", connect.minProtocol())
                .with("clientMaxProtocol", connect.maxProtocol())
                .with("expectedProtocol", ClientRules.PROTOCOL)
                .with("minimumProbeProtocol", ClientRules.LOWEST_PROBE);
        return new Refusal(error, 1002, error.message());
    }

    /** Machines that run commands pair with the gateway itself. */
    static Refusal node() {
        return Refusal.policy(WireError.of(INVALID, "nodes pair with the gateway directly, not through this server")
                .with("code", "RELAY_NODE_REFUSED"));
    }

    /** The device proof does not hold. */
    static Refusal proof(ProofFault fault) {
        return Refusal.policy(WireError.of(INVALID, "device proof refused: " + fault.reason())
                .with("code", fault.code())
                .with("reason", fault.reason()));
    }

    /** Credentials are missing, wrong or not enough: one of the gateway's {@code AUTH_…} codes. */
    static Refusal auth(String code) {
        WireError error = WireError.of(INVALID, AUTH_MESSAGES.getOrDefault(code, "unauthorized"))
                .with("code", code)
                .with("authReason", AUTH_REASONS.getOrDefault(code, "unauthorized"))
                .with("canRetryWithDeviceToken", false)
                .with("recommendedNextStep", nextStep(code));
        return Refusal.policy(code.equals(Identification.Refused.RATE_LIMITED) ? error.retryAfter(LIMITED) : error);
    }

    /** A device proof is needed and none was sent. */
    static Refusal deviceRequired(ConnectFrame connect) {
        return ClientRules.isOperatorUi(connect)
                ? Refusal.policy(WireError.of(INVALID, "control ui requires device identity")
                        .with("code", "CONTROL_UI_DEVICE_IDENTITY_REQUIRED"))
                : Refusal.policy(WireError.of("NOT_PAIRED", "device identity required")
                        .with("code", "DEVICE_IDENTITY_REQUIRED"));
    }

    /** Somebody has to approve at this server first. */
    static Refusal pairing(PendingPairing pending, ConnectFrame connect) {
        WireError error = WireError.of("NOT_PAIRED", "pairing required: not approved yet")
                .with("code", "PAIRING_REQUIRED")
                .with("reason", pending.reason().wireName())
                .with("requestId", pending.requestId())
                .with("remediationHint", "Ask an admin of this server to approve the request.")
                .with("requestedRole", pending.requested().role().wireName())
                .with(
                        "requestedScopes",
                        pending.requested().scopes().stream().map(Scope::value).toList());
        if (pending.device() != null) {
            error = error.with("deviceId", pending.device().value());
        }
        if (ClientRules.isOperatorUi(connect)) {
            error = error.with("recommendedNextStep", "wait_then_retry")
                    .with("retryable", true)
                    .with("pauseReconnect", false);
        }
        return new Refusal(error, 1008, error.message() + " (requestId: " + pending.requestId() + ")");
    }

    /** The backend itself waits at the gateway; only admins learn for which request. */
    public static Refusal backendNotPaired(String requestIdForAdmins) {
        WireError error = WireError.of(UNAVAILABLE, "this server is not paired with the gateway yet")
                .with("code", "RELAY_BACKEND_NOT_PAIRED")
                .retryAfter(LATER);
        return Refusal.later(requestIdForAdmins.isEmpty() ? error : error.with("requestId", requestIdForAdmins));
    }

    /** What somebody connected on was withdrawn meanwhile: trying again tells them what they lack. */
    public static Refusal withdrawn() {
        return denied();
    }

    /** This server is about to stop. */
    public static Refusal stopping() {
        return unavailable("RELAY_RESTARTING", "service restart");
    }

    /** The policy said no; why stays in the log. */
    static Refusal denied() {
        return auth("AUTH_UNAUTHORIZED");
    }

    /** Something of this server or the gateway is not there now. */
    public static Refusal unavailable(String code, String message) {
        return Refusal.later(
                WireError.of(UNAVAILABLE, message).with("code", code).retryAfter(SOON));
    }

    private static String nextStep(String code) {
        return switch (code) {
            case "AUTH_TOKEN_MISSING" -> "update_auth_configuration";
            case "AUTH_TOKEN_MISMATCH", "AUTH_PASSWORD_MISMATCH", "AUTH_DEVICE_TOKEN_MISMATCH" ->
                "update_auth_credentials";
            case "AUTH_RATE_LIMITED" -> "wait_then_retry";
            default -> "review_auth_configuration";
        };
    }
}
