package dev.missioncontrol.gateway.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.Hello;
import dev.missioncontrol.gateway.IssuedToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the two payloads of the handshake. Empty means: not what protocol 4 allows. */
public final class HandshakeReader {
    /** The wire protocol number spoken here. */
    public static final int PROTOCOL = 4;

    private static final int SHORTEST_NONCE = 16;
    private static final int LONGEST_NONCE = 256;
    private static final long LONGEST_PAYLOAD = 26_214_400;
    private static final long DEFAULT_TICK_MS = 30_000;

    private HandshakeReader() {}

    /** Reads {@code connect.challenge}: a nonce of 16 to 256 characters without white space, and a time. */
    public static Optional<Challenge> challenge(String payloadJson) {
        try {
            JsonNode payload = StrictJson.tree(payloadJson);
            String nonce = StrictJson.text(payload, "nonce");
            JsonNode ts = payload.path("ts");
            boolean usable = nonce.length() >= SHORTEST_NONCE
                    && nonce.length() <= LONGEST_NONCE
                    && nonce.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '|')
                    && ts.isIntegralNumber()
                    && ts.canConvertToLong()
                    && ts.longValue() >= 0;
            return usable ? Optional.of(new Challenge(nonce, ts.longValue())) : Optional.empty();
        } catch (MalformedFrameException wrong) {
            return Optional.empty();
        }
    }

    /** Reads {@code hello-ok}; members this client does not use may come and go. */
    public static Optional<Hello> hello(String payloadJson) {
        try {
            JsonNode payload = StrictJson.tree(payloadJson);
            boolean ours = payload.path("type").asText().equals("hello-ok")
                    && payload.path("protocol").isInt()
                    && payload.path("protocol").intValue() == PROTOCOL;
            return ours ? Optional.of(hello(payload, payloadJson)) : Optional.empty();
        } catch (MalformedFrameException wrong) {
            return Optional.empty();
        }
    }

    private static Hello hello(JsonNode payload, String json) throws MalformedFrameException {
        JsonNode auth = StrictJson.object(payload, "auth");
        JsonNode server = payload.path("server");
        JsonNode policy = payload.path("policy");
        String token = StrictJson.textOrNull(auth, "deviceToken");
        long tickMs = clamp(policy.path("tickIntervalMs").asLong(DEFAULT_TICK_MS), 1_000, 60_000);
        return new Hello(
                PROTOCOL,
                access(auth),
                token == null ? null : Secret.of(token),
                json,
                Duration.ofMillis(tickMs),
                clamp(policy.path("maxPayload").asLong(LONGEST_PAYLOAD), 1_024, LONGEST_PAYLOAD),
                orEmpty(StrictJson.textOrNull(server, "version")),
                orEmpty(StrictJson.textOrNull(server, "connId")),
                StrictJson.textOrNull(server, "bootId"),
                moreTokens(auth));
    }

    private static List<IssuedToken> moreTokens(JsonNode auth) throws MalformedFrameException {
        List<IssuedToken> tokens = new ArrayList<>();
        for (JsonNode issued : auth.path("deviceTokens")) {
            tokens.add(new IssuedToken(Secret.of(StrictJson.text(issued, "deviceToken")), access(issued)));
        }
        return tokens;
    }

    private static Access access(JsonNode auth) throws MalformedFrameException {
        ClientRole role = ClientRole.parse(StrictJson.text(auth, "role"))
                .orElseThrow(() -> new MalformedFrameException("a role of another name"));
        JsonNode listed = auth.path("scopes");
        if (!listed.isArray()) {
            throw new MalformedFrameException("scopes are a list");
        }
        Set<Scope> scopes = new HashSet<>();
        for (JsonNode scope : listed) {
            if (!scope.isTextual() || !Scope.isScope(scope.textValue())) {
                throw new MalformedFrameException("a scope of another form");
            }
            scopes.add(new Scope(scope.textValue()));
        }
        return new Access(role, scopes);
    }

    private static long clamp(long value, long least, long most) {
        return Math.max(least, Math.min(most, value));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
