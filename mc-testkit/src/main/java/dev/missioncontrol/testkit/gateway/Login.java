package dev.missioncontrol.testkit.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.ConnectClaims;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.device.DeviceProof;
import dev.missioncontrol.core.device.PayloadVersion;
import dev.missioncontrol.core.secret.Secret;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a client says in its {@code connect}. Immutable: every change is a copy. */
record Login(
        String clientId,
        String clientMode,
        String platform,
        String role,
        List<String> scopes,
        @Nullable Secret token,
        @Nullable Secret deviceToken,
        @Nullable DeviceIdentity device,
        PayloadVersion version,
        UnaryOperator<Challenge> signs,
        Consumer<ObjectNode> then) {
    Login {
        scopes = List.copyOf(scopes);
    }

    /** A client of this kind, without credentials, device or scopes. */
    static Login as(String clientId, String clientMode) {
        return new Login(
                clientId,
                clientMode,
                "linux",
                "operator",
                List.of(),
                null,
                null,
                null,
                PayloadVersion.V3,
                challenge -> challenge,
                params -> {});
    }

    Login asking(String... wanted) {
        return new Login(
                clientId,
                clientMode,
                platform,
                role,
                List.of(wanted),
                token,
                deviceToken,
                device,
                version,
                signs,
                then);
    }

    Login inRole(String other) {
        return new Login(
                clientId, clientMode, platform, other, scopes, token, deviceToken, device, version, signs, then);
    }

    Login on(String other) {
        return new Login(clientId, clientMode, other, role, scopes, token, deviceToken, device, version, signs, then);
    }

    Login withToken(Secret shared) {
        return new Login(clientId, clientMode, platform, role, scopes, shared, null, device, version, signs, then);
    }

    Login withDeviceToken(Secret own) {
        return new Login(clientId, clientMode, platform, role, scopes, null, own, device, version, signs, then);
    }

    Login of(DeviceIdentity identity) {
        return new Login(
                clientId, clientMode, platform, role, scopes, token, deviceToken, identity, version, signs, then);
    }

    Login signing(PayloadVersion form) {
        return new Login(clientId, clientMode, platform, role, scopes, token, deviceToken, device, form, signs, then);
    }

    /** Signs something else than the challenge that was sent. */
    Login signing(UnaryOperator<Challenge> other) {
        return new Login(
                clientId, clientMode, platform, role, scopes, token, deviceToken, device, version, other, then);
    }

    /** Changes the parameters after they were signed. */
    Login butThen(Consumer<ObjectNode> change) {
        return new Login(
                clientId, clientMode, platform, role, scopes, token, deviceToken, device, version, signs, change);
    }

    /** The parameters of the request. */
    ObjectNode params(Challenge challenge) {
        ObjectNode params = RawClient.JSON.createObjectNode();
        params.put("minProtocol", 4).put("maxProtocol", 4);
        params.putObject("client")
                .put("id", clientId)
                .put("mode", clientMode)
                .put("version", "1.0.0")
                .put("platform", platform);
        params.put("role", role);
        scopes.forEach(params.putArray("scopes")::add);
        if (token != null) {
            params.putObject("auth").put("token", token.reveal());
        } else if (deviceToken != null) {
            params.putObject("auth").put("deviceToken", deviceToken.reveal());
        }
        if (device != null) {
            params.set("device", proof(device, signs.apply(challenge)));
        }
        then.accept(params);
        return params;
    }

    private ObjectNode proof(DeviceIdentity identity, Challenge challenge) {
        Secret signed = token == null ? deviceToken : token;
        ConnectClaims claims = new ConnectClaims(clientId, clientMode, role, scopes, signed, platform, "");
        DeviceProof proof = identity.sign(claims, challenge, version);
        return RawClient.JSON
                .createObjectNode()
                .put("id", proof.id())
                .put("publicKey", proof.publicKey())
                .put("signature", proof.signature())
                .put("signedAt", proof.signedAtMs())
                .put("nonce", proof.nonce());
    }
}
