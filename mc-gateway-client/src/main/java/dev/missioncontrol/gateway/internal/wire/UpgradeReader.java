package dev.missioncontrol.gateway.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.IssuedToken;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads the answers of {@code device.scopes.*}. */
public final class UpgradeReader {
    private UpgradeReader() {}

    /** The pending request of {@code device.scopes.requestUpgrade}. */
    public static Optional<String> requestId(String payloadJson) {
        try {
            return Optional.of(StrictJson.text(StrictJson.tree(payloadJson), "requestId"));
        } catch (MalformedFrameException wrong) {
            return Optional.empty();
        }
    }

    /** The wider token of {@code device.scopes.waitUpgrade}; empty unless it was approved. */
    public static Optional<IssuedToken> approved(String payloadJson, ClientRole role) {
        try {
            JsonNode payload = StrictJson.tree(payloadJson);
            if (!payload.path("status").asText().equals("approved")) {
                return Optional.empty();
            }
            Set<Scope> scopes = new HashSet<>();
            for (JsonNode scope : payload.path("scopes")) {
                if (!Scope.isScope(scope.asText())) {
                    return Optional.empty();
                }
                scopes.add(new Scope(scope.asText()));
            }
            Secret token = Secret.of(StrictJson.text(payload, "deviceToken"));
            return Optional.of(new IssuedToken(token, new Access(role, scopes)));
        } catch (MalformedFrameException wrong) {
            return Optional.empty();
        }
    }
}
