package dev.missioncontrol.gateway.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.SetupCode;
import dev.missioncontrol.gateway.internal.endpoint.Endpoint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Reads setup codes. */
public final class SetupCodeReader {
    private static final int LONGEST = 8_192;

    private SetupCodeReader() {}

    /** Reads one; empty if it has another form. */
    public static Optional<SetupCode> read(Secret code) {
        String text = code.reveal().strip();
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] json = Base64.getUrlDecoder().decode(text);
            JsonNode node = StrictJson.tree(new String(json, StandardCharsets.UTF_8));
            JsonNode expires = node.path("expiresAtMs");
            URI gateway = Endpoint.of(URI.create(StrictJson.text(node, "url"))).uri();
            return expires.isIntegralNumber() && expires.canConvertToLong()
                    ? Optional.of(new SetupCode(
                            gateway,
                            Secret.of(StrictJson.text(node, "bootstrapToken")),
                            Instant.ofEpochMilli(expires.longValue())))
                    : Optional.empty();
        } catch (IllegalArgumentException | MalformedFrameException notOne) {
            return Optional.empty();
        }
    }
}
