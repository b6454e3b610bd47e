package dev.missioncontrol.gateway;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * One connection to be opened.
 *
 * @param endpoint the gateway's {@code ws} or {@code wss} address
 * @param headers extra headers of the upgrade; a server-side client sends no {@code Origin} unless its id needs one
 * @param identity the device that signs
 * @param client what the client says about itself
 * @param access the role and the scopes to ask for
 * @param credential what is shown besides the proof
 * @param deadline from the call to hello, everything included
 * @param dialect the protocol numbers to offer and the form of the signature
 */
public record LinkRequest(
        URI endpoint,
        Map<String, String> headers,
        DeviceIdentity identity,
        ClientProfile client,
        Access access,
        Credential credential,
        Duration deadline,
        Dialect dialect) {
    public LinkRequest {
        Objects.requireNonNull(endpoint, "endpoint");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(credential, "credential");
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("the deadline is positive");
        }
        if (!dialect.suits(client, access.role())) {
            throw new IllegalArgumentException("the protocol window holds 4; nodes and probes may offer 3");
        }
    }

    /** A connection that speaks {@link Dialect#standard()}. */
    public LinkRequest(
            URI endpoint,
            Map<String, String> headers,
            DeviceIdentity identity,
            ClientProfile client,
            Access access,
            Credential credential,
            Duration deadline) {
        this(endpoint, headers, identity, client, access, credential, deadline, Dialect.standard());
    }

    /** Names the header names only: values may be secret. */
    @Override
    public String toString() {
        return "LinkRequest[" + endpoint.getHost() + ", " + client.id() + "/" + client.mode() + ", " + access + "]";
    }
}
