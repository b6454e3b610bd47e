package dev.missioncontrol.fakegateway.internal.connect;

import dev.missioncontrol.core.device.ConnectClaims;
import dev.missioncontrol.core.device.DeviceProof;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.pairing.ClientTraits;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a {@code connect} that fits the schema. */
public record ConnectRequest(
        long minProtocol,
        long maxProtocol,
        ClientTraits client,
        String version,
        @Nullable String instanceId,
        String role,
        List<String> scopes,
        Optional<DeviceProof> device,
        Credentials credentials) {
    /** Reads parameters that passed the schema. */
    static ConnectRequest of(JsonObject params) {
        JsonObject client = params.object("client").orElseGet(JsonObject::new);
        return new ConnectRequest(
                params.whole("minProtocol").orElse(0L),
                params.whole("maxProtocol").orElse(0L),
                ClientTraits.of(client, "id", "mode"),
                client.text("version").orElse(""),
                client.text("instanceId").orElse(null),
                params.text("role").orElse("operator"),
                params.texts("scopes"),
                params.object("device").map(ConnectRequest::proof),
                Credentials.of(params.object("auth").orElseGet(JsonObject::new)));
    }

    /** What the device vouches for. */
    ConnectClaims claims() {
        Secret token = credentials.signed();
        String family = client.deviceFamily();
        return new ConnectClaims(
                client.clientId(),
                client.clientMode(),
                role,
                scopes,
                token,
                client.platform(),
                family == null ? "" : family);
    }

    boolean isNode() {
        return role.equals("node");
    }

    private static DeviceProof proof(JsonObject device) {
        return new DeviceProof(
                device.text("id").orElse(""),
                device.text("publicKey").orElse(""),
                device.text("signature").orElse(""),
                device.whole("signedAt").orElse(0L),
                device.text("nonce").orElse(""));
    }
}
