package dev.missioncontrol.examples.dashboard;

import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.ConnectClaims;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.device.DeviceProof;
import dev.missioncontrol.core.device.PayloadVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Proofs of a device key, as the page makes them. */
final class Proofs {
    private Proofs() {}

    /** The {@code device} member of a connect request. */
    static Map<String, Object> ofConnect(DeviceIdentity key, Challenge challenge, List<String> scopes) {
        ConnectClaims claims = new ConnectClaims("gateway-client", "ui", "operator", scopes, null, "web", "");
        DeviceProof proof = key.sign(claims, challenge, PayloadVersion.V3);
        Map<String, Object> device = new LinkedHashMap<>();
        device.put("id", proof.id());
        device.put("publicKey", proof.publicKey());
        device.put("signature", proof.signature());
        device.put("signedAt", proof.signedAtMs());
        device.put("nonce", proof.nonce());
        return device;
    }

    /** The {@code device} member of an HTTP request: made for this method and this path. */
    static Map<String, Object> ofRequest(DeviceIdentity key, Challenge challenge, String request) {
        Map<String, Object> device = ofConnect(key, challenge, List.of(request));
        device.put("platform", "web");
        device.put("displayName", "Test on Loopback");
        return device;
    }
}
