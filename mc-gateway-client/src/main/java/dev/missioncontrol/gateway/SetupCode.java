package dev.missioncontrol.gateway;

import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.internal.wire.SetupCodeReader;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a gateway's setup code says: where to connect, with which bootstrap token, and until when. A code is good for one
 * device and one use.
 *
 * @param gateway the gateway's address
 * @param token what {@link Credential.BootstrapToken} shows
 * @param expiresAt when the gateway stops taking it
 */
public record SetupCode(URI gateway, Secret token, Instant expiresAt) {
    public SetupCode {
        Objects.requireNonNull(gateway, "gateway");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** Reads a setup code: base64url of one JSON object. Empty if it is none, or names an address that breaks a rule. */
    public static Optional<SetupCode> parse(Secret code) {
        return SetupCodeReader.read(code);
    }

    /** The credential that redeems it. */
    public Credential credential() {
        return new Credential.BootstrapToken(token);
    }
}
