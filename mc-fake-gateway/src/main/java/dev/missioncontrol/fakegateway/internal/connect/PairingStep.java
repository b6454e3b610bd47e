package dev.missioncontrol.fakegateway.internal.connect;

import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.fakegateway.internal.connect.ConnectVerdict.Refused;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.pairing.ClientTraits;
import dev.missioncontrol.fakegateway.internal.pairing.DeviceToken;
import dev.missioncontrol.fakegateway.internal.pairing.PairingAsk;
import dev.missioncontrol.fakegateway.internal.pairing.PairingBook;
import dev.missioncontrol.fakegateway.internal.pairing.PairingOutcome;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last step: is this device approved for what it asks? */
final class PairingStep {
    private final PairingBook book;
    private final boolean silently;

    PairingStep(PairingBook book, boolean silently) {
        this.book = book;
        this.silently = silently;
    }

    ConnectVerdict judge(
            ConnectRequest request, Upgrade upgrade, VerifiedDevice device, String method, Optional<String> user) {
        boolean isHelper = user.isEmpty()
                && ClientClass.isReservedBackend(request.client())
                && !method.equals(SetupStep.METHOD)
                && upgrade.origin().isEmpty()
                && upgrade.remoteIp().isEmpty();
        if (!isHelper) {
            PairingOutcome outcome = book.ask(ask(request, upgrade, device, method));
            if (outcome instanceof PairingOutcome.Waits waits) {
                return new Refused(pairingRequired(request, waits));
            }
        }
        boolean getsToken = user.isPresent()
                ? !ClientClass.isOperatorUi(request.client())
                : !isHelper || method.equals(Login.DEVICE_TOKEN);
        if (method.equals(Login.DEVICE_TOKEN)) {
            book.used(device.id().value(), request.role());
        }
        Optional<DeviceToken> token = getsToken ? token(request, device) : Optional.empty();
        List<String> scopes = ConnectJudge.live(request.scopes(), upgrade);
        return ConnectJudge.admitted(new Admission(request, method, scopes, Optional.of(device), token, user));
    }

    private Optional<DeviceToken> token(ConnectRequest request, VerifiedDevice device) {
        return book.device(device.id().value())
                .map(record -> book.tokenFor(record, request.client(), request.role(), request.scopes()));
    }

    PairingAsk ask(ConnectRequest request, Upgrade upgrade, VerifiedDevice device, String method) {
        boolean originBlocks = upgrade.origin().isPresent() && !ClientClass.mayHaveOrigin(request.client());
        return new PairingAsk(
                device.id().value(),
                device.key().text(),
                pinned(request),
                request.role(),
                request.scopes(),
                upgrade.origin().orElse(null),
                upgrade.remoteIp().orElse(null),
                silently && !originBlocks && upgrade.remoteIp().isEmpty() && mayBeSilent(device, method));
    }

    /** By the shared secret always; by a setup code for devices that are new. */
    private boolean mayBeSilent(VerifiedDevice device, String method) {
        return switch (method) {
            case Login.DEVICE_TOKEN, ProxyLogin.METHOD -> false;
            case SetupStep.METHOD -> book.device(device.id().value()).isEmpty();
            default -> true;
        };
    }

    private static ClientTraits pinned(ConnectRequest request) {
        ClientTraits client = request.client();
        boolean isNodeHost =
                client.clientId().equals("node-host") && client.clientMode().equals("node");
        return isNodeHost && client.deviceFamily() == null
                ? new ClientTraits(
                        client.clientId(), client.clientMode(), client.platform(), "Linux", client.displayName())
                : client;
    }

    private static Refusal pairingRequired(ConnectRequest request, PairingOutcome.Waits waits) {
        JsonObject details = new JsonObject()
                .with("code", "PAIRING_REQUIRED")
                .with("reason", waits.reason().wireName())
                .with("requestId", waits.request().requestId())
                .with("remediationHint", "Approve the request on the gateway.");
        if (ClientClass.isOperatorUi(request.client())) {
            details.with("recommendedNextStep", "wait_then_retry")
                    .with("retryable", true)
                    .with("pauseReconnect", false);
        }
        details.with("deviceId", waits.request().deviceId())
                .with("requestedRole", request.role())
                .with("requestedScopes", orAbsent(request.scopes()));
        waits.known()
                .ifPresent(record -> details.with("approvedRoles", orAbsent(record.roles()))
                        .with(
                                "approvedScopes",
                                orAbsent(record.scopes().stream().sorted().toList())));
        String message = "pairing required: " + waits.reason().wireName();
        String reason = message + " (requestId: " + waits.request().requestId() + ")";
        return new Refusal("NOT_PAIRED", message, details, 1008, reason);
    }

    private static @Nullable List<String> orAbsent(List<String> scopes) {
        return scopes.isEmpty() ? null : scopes;
    }
}
