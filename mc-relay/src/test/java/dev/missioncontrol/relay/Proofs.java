package dev.missioncontrol.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.ConnectClaims;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.device.DeviceProof;
import dev.missioncontrol.core.device.PayloadVersion;
import dev.missioncontrol.core.device.ProofVerdict;
import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.core.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Connect requests that prove a device. */
final class Proofs {
    private Proofs() {}

    static Challenge challenge(JsonNode event) {
        return new Challenge(
                event.at("/payload/nonce").asText(), event.at("/payload/ts").asLong());
    }

    /** A request for {@code operator.read}, signed by this device, with a key or with what the upgrade carried alone. */
    static String connect(DeviceIdentity device, @Nullable Secret key, Challenge challenge, PayloadVersion version) {
        return connect(device, key, challenge, version, "operator.read");
    }

    /** A request for these scopes, signed by this device. */
    static String connect(
            DeviceIdentity device,
            @Nullable Secret key,
            Challenge challenge,
            PayloadVersion version,
            String... scopes) {
        ConnectClaims claims = new ConnectClaims("cli", "cli", "operator", List.of(scopes), key, "linux", "");
        DeviceProof proof = device.sign(claims, challenge, version);
        ObjectNode frame = RelayWorld.connect(scopes);
        if (key != null) {
            frame.withObject("/params/auth").put("token", key.reveal());
        }
        frame.withObject("/params/device")
                .put("id", proof.id())
                .put("publicKey", proof.publicKey())
                .put("signature", proof.signature())
                .put("signedAt", proof.signedAtMs())
                .put("nonce", proof.nonce());
        return frame.toString();
    }

    /** The device, having proved its key. */
    static VerifiedDevice proven(DeviceIdentity device) {
        Challenge challenge = new Challenge("n", System.currentTimeMillis());
        ConnectClaims claims = new ConnectClaims("cli", "cli", "operator", List.of(), null, "linux", "");
        ProofVerdict verdict = challenge.verify(
                device.sign(claims, challenge, PayloadVersion.V3), claims, Set.of(PayloadVersion.V3), Instant.now());
        return ((ProofVerdict.Proven) verdict).device();
    }
}
