package dev.missioncontrol.relay;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.net.HostName;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import java.net.URI;
import java.util.Objects;

/**
 * The gateway as the relay reaches it: with the backend's own device and the token the gateway gave it. There is no
 * place for the gateway's shared secret here.
 *
 * @param endpoint the gateway's address
 * @param identity the backend's device, the same that the control connection pairs
 * @param profile the control connection's profile: its platform, device family and display name are what every
 *     connection shows; id, mode and the rest mirror the client
 * @param tokens where the control connection keeps the device token
 * @param transport opens the sockets; the embedder closes it
 * @param origin the {@code Origin} of connections whose client id needs one
 * @param limits how many at once
 * @param observer learns of refusals
 */
public record Upstream(
        URI endpoint,
        DeviceIdentity identity,
        ClientProfile profile,
        GatewayTokenStore tokens,
        GatewayTransport transport,
        String origin,
        UpstreamLimits limits,
        UpstreamObserver observer) {
    public Upstream {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(observer, "observer");
    }

    /**
     * The backend's device at this gateway, with an origin that a gateway on this machine takes, or else the gateway's
     * own; standard limits, and nobody observing.
     */
    public static Upstream device(
            URI endpoint,
            DeviceIdentity identity,
            ClientProfile profile,
            GatewayTokenStore tokens,
            GatewayTransport transport) {
        return new Upstream(
                endpoint,
                identity,
                profile,
                tokens,
                transport,
                originOf(endpoint),
                UpstreamLimits.standard(),
                refusal -> {});
    }

    /** A copy that shows another origin: one listed in the gateway's {@code gateway.controlUi.allowedOrigins}. */
    public Upstream withOrigin(String other) {
        return new Upstream(endpoint, identity, profile, tokens, transport, other, limits, observer);
    }

    /** A copy with other limits. */
    public Upstream withLimits(UpstreamLimits other) {
        return new Upstream(endpoint, identity, profile, tokens, transport, origin, other, observer);
    }

    /** A copy that tells somebody of refusals. */
    public Upstream observedBy(UpstreamObserver other) {
        return new Upstream(endpoint, identity, profile, tokens, transport, origin, limits, other);
    }

    /**
     * A gateway on this machine takes any loopback origin; its own would make it compare build numbers of its own
     * Control UI, which other dashboards do not send. Elsewhere only its own needs no configuration.
     */
    private static String originOf(URI endpoint) {
        String host = endpoint.getHost();
        if (host != null && HostName.parse(host).filter(HostName::isLoopback).isPresent()) {
            return "http://localhost";
        }
        return ("wss".equals(endpoint.getScheme()) ? "https" : "http") + "://" + endpoint.getRawAuthority();
    }

    /** Address and device only. */
    @Override
    public String toString() {
        return "Upstream[" + endpoint.getHost() + ", " + identity + "]";
    }
}
