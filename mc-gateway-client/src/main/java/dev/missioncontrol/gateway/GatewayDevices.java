package dev.missioncontrol.gateway;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.gateway.internal.wire.DeviceReader;
import dev.missioncontrol.gateway.internal.wire.Params;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * The gateway's own pairing records, managed through a {@link GatewayClient}. Thread-safe.
 *
 * <p>Every method returns at once and waits 30 seconds for the answer, which is the gateway's own JSON. The connection
 * needs {@code operator.pairing} or {@code operator.admin}; with a device token and pairing alone, the gateway shows and
 * changes this device's own record only, and refuses the rest with {@code INVALID_REQUEST}.
 */
public final class GatewayDevices {
    private final GatewayClient client;
    private final Duration timeout;

    GatewayDevices(GatewayClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /** Lists {@code pending} requests and {@code paired} devices; token texts are never among them. */
    public CompletionStage<Reply> list() {
        return client.call("device.pair.list", "{}", timeout);
    }

    /** Lists the same as {@link #list()}, read. */
    public CompletionStage<Answer<DeviceListing>> listing() {
        return list().thenApply(reply -> Answers.of(reply, DeviceReader::listing));
    }

    /** Approves a pending request. The gateway wants every requested scope in the caller's own. */
    public CompletionStage<Reply> approve(String requestId) {
        return call("device.pair.approve", Params.of("requestId", requestId));
    }

    /** Rejects a pending request. */
    public CompletionStage<Reply> reject(String requestId) {
        return call("device.pair.reject", Params.of("requestId", requestId));
    }

    /** Removes a device's record and tokens, and closes its sockets with 4001. */
    public CompletionStage<Reply> remove(DeviceId device) {
        return call("device.pair.remove", Params.of("deviceId", device.value()));
    }

    /** Gives a device a name for people. */
    public CompletionStage<Reply> rename(DeviceId device, String label) {
        return call("device.pair.rename", Params.of("deviceId", device.value()).and("label", label));
    }

    /** Replaces a device's token and closes its sockets of that role with 4001; the scopes stay. */
    public CompletionStage<Reply> rotate(DeviceId device, ClientRole role) {
        return call("device.token.rotate", token(device, role));
    }

    /** Replaces a device's token by one of these scopes and closes its sockets of that role with 4001. */
    public CompletionStage<Reply> rotate(DeviceId device, Access access) {
        return call(
                "device.token.rotate",
                token(device, access.role())
                        .and(
                                "scopes",
                                access.scopes().stream().map(Scope::value).toList()));
    }

    /** Revokes a device's token and closes its sockets of that role with 4001. */
    public CompletionStage<Reply> revoke(DeviceId device, ClientRole role) {
        return call("device.token.revoke", token(device, role));
    }

    private static Params token(DeviceId device, ClientRole role) {
        return Params.of("deviceId", device.value()).and("role", role.wireName());
    }

    private CompletionStage<Reply> call(String method, Params params) {
        return client.call(method, params.json(), timeout);
    }
}
