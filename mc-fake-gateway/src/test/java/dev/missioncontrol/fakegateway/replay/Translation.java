package dev.missioncontrol.fakegateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.ConnectClaims;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.device.DeviceProof;
import dev.missioncontrol.core.device.PayloadVersion;
import dev.missioncontrol.core.device.ProofVerdict;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a recorded client said into what it would say now: other tokens and ids, another challenge, devices whose
 * keys are known here. A proof that held is made anew in the same form; one that did not gets the same fault.
 */
final class Translation {
    private static final Set<String> LEARNT =
            Set.of("requestId", "deviceToken", "token", "setupId", "bootstrapToken", "setupCode", "deviceId");

    private final Map<String, String> live = new HashMap<>();
    private final Map<String, DeviceIdentity> devices = new HashMap<>();
    private @Nullable String newestSetupToken;

    /** Notes which text of now stands for which recorded one. */
    void learn(JsonNode recorded, JsonNode now) {
        recorded.properties().forEach(member -> {
            JsonNode other = now.path(member.getKey());
            if (member.getValue().isTextual() && other.isTextual() && LEARNT.contains(member.getKey())) {
                live.putIfAbsent(member.getValue().textValue(), other.textValue());
            }
            learn(member.getValue(), other);
        });
        for (int i = 0; recorded.isArray() && now.isArray() && i < Math.min(recorded.size(), now.size()); i++) {
            learn(recorded.get(i), now.get(i));
        }
        String code = now.path("payload").path("setupCode").asText();
        if (!code.isEmpty()) {
            newestSetupToken = setupToken(code);
            String before = recorded.path("payload").path("setupCode").asText();
            if (!before.isEmpty()) {
                live.put(setupToken(before), newestSetupToken);
            }
        }
    }

    /** The frame to be sent. */
    JsonNode request(JsonNode recorded, Challenge before, Challenge now) {
        JsonNode frame = recorded.deepCopy();
        JsonNode params = frame.path("params");
        String bootstrap = params.path("auth").path("bootstrapToken").asText();
        if (bootstrap.length() == 43 && !live.containsKey(bootstrap) && newestSetupToken != null) {
            live.put(bootstrap, newestSetupToken);
        }
        ObjectNode proof = params.path("device") instanceof ObjectNode device ? device : null;
        if (proof != null) {
            identity(proof);
        }
        replaceTexts(frame);
        if (proof != null) {
            prove((ObjectNode) params, recorded.path("params"), before, now);
        }
        return frame;
    }

    /** What stands now for a recorded text; the text itself when nothing does. */
    String now(String recorded) {
        return live.getOrDefault(recorded, recorded);
    }

    private void replaceTexts(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                if (member.getValue().isTextual()) {
                    member.setValue(object.textNode(now(member.getValue().textValue())));
                } else {
                    replaceTexts(member.getValue());
                }
            });
        } else if (node instanceof ArrayNode array) {
            array.forEach(this::replaceTexts);
        }
    }

    private DeviceIdentity identity(JsonNode proof) {
        String key = proof.path("publicKey").asText();
        DeviceIdentity identity = devices.computeIfAbsent(
                key, fresh -> DeviceIdentity.ofSeed(Digest.of(Secret.of(fresh)).bytes()));
        live.putIfAbsent(hash(key).orElse(key), identity.id().value());
        return identity;
    }

    /** Keeps the faults of the recorded proof: time, nonce, id, key, signature. */
    private void prove(ObjectNode params, JsonNode recorded, Challenge before, Challenge now) {
        JsonNode old = recorded.path("device");
        long skew = old.path("signedAt").asLong() - before.issuedAtMs();
        Optional<PayloadVersion> held = version(recorded, before, skew);
        ConnectClaims claims = claims(params, held.isPresent() || skew != 0 ? null : Secret.of("another"));
        Challenge signed = new Challenge(now.nonce(), now.issuedAtMs() + skew);
        DeviceIdentity identity = identity(old);
        DeviceProof fresh = identity.sign(claims, signed, held.orElse(PayloadVersion.V3));
        ObjectNode device = (ObjectNode) params.path("device");
        device.put("id", id(old, identity)).put("signature", fresh.signature()).put("signedAt", fresh.signedAtMs());
        device.put(
                "publicKey",
                isKey(old) ? fresh.publicKey() : old.path("publicKey").asText());
        if (old.has("nonce")) {
            String nonce = old.path("nonce").asText();
            device.put("nonce", nonce.strip().equals(before.nonce()) ? now.nonce() : nonce);
        }
    }

    private static String id(JsonNode old, DeviceIdentity identity) {
        String said = old.path("id").asText();
        String right = hash(old.path("publicKey").asText()).orElse("");
        if (said.equals(right)) {
            return identity.id().value();
        }
        return said.equalsIgnoreCase(right) ? identity.id().value().toUpperCase(Locale.ROOT) : said;
    }

    private static boolean isKey(JsonNode device) {
        return hash(device.path("publicKey").asText()).isPresent();
    }

    private static Optional<String> hash(String publicKey) {
        try {
            byte[] key = Base64.getUrlDecoder().decode(publicKey);
            return key.length == 32 ? Optional.of(Digest.of(key).hex()) : Optional.empty();
        } catch (IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }

    /** The form in which the recorded proof was signed over its own challenge, if it was. */
    private static Optional<PayloadVersion> version(JsonNode params, Challenge challenge, long skew) {
        JsonNode device = params.path("device");
        DeviceProof proof = new DeviceProof(
                hash(device.path("publicKey").asText()).orElse(""),
                device.path("publicKey").asText(),
                device.path("signature").asText(),
                device.path("signedAt").asLong(),
                challenge.nonce());
        for (PayloadVersion version : PayloadVersion.values()) {
            ProofVerdict verdict = challenge.verify(
                    proof, claims(params, null), Set.of(version), Instant.ofEpochMilli(challenge.issuedAtMs() + skew));
            if (verdict instanceof ProofVerdict.Proven) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    private static ConnectClaims claims(JsonNode params, @Nullable Secret instead) {
        JsonNode client = params.path("client");
        List<String> scopes = new ArrayList<>();
        params.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        return new ConnectClaims(
                client.path("id").asText(),
                client.path("mode").asText(),
                params.path("role").asText("operator"),
                scopes,
                instead == null ? signed(params.path("auth")) : instead,
                client.path("platform").asText(),
                client.path("deviceFamily").asText());
    }

    private static @Nullable Secret signed(JsonNode auth) {
        for (String name : List.of("token", "deviceToken", "bootstrapToken")) {
            if (!auth.path(name).asText().isEmpty()) {
                return Secret.of(auth.path(name).asText());
            }
        }
        return null;
    }

    private static String setupToken(String code) {
        try {
            return Line.JSON
                    .readTree(Base64.getUrlDecoder().decode(code))
                    .path("bootstrapToken")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
