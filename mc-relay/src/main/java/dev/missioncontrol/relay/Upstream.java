package dev.missioncontrol.relay;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.net.HostName;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The gateway as the relay reaches it. There is no place for the gateway's shared secret here. Two ways:
 *
 * <ul>
 *   <li>{@link #device}: with the backend's own device and the token the gateway gave it. Every gateway takes it; all
 *       persons share the gateway's one profile.
 *   <li>{@link #trustedProxy}: with the backend's own device, and the person's name in a header field that the gateway
 *       trusts. Each person has a profile of their own at the gateway. No token is shown: if the gateway did not take
 *       the name, a token would let the connection in as nobody in particular.
 * </ul>
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
 * @param persons how the gateway is told who the person is; null where it does not ask
 */
public record Upstream(
        URI endpoint,
        DeviceIdentity identity,
        ClientProfile profile,
        GatewayTokenStore tokens,
        GatewayTransport transport,
        String origin,
        UpstreamLimits limits,
        UpstreamObserver observer,
        @Nullable PersonHeaders persons) {
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
                refusal -> {},
                null);
    }

    /**
     * The backend's device and each person's name, for a gateway with {@code gateway.auth.mode: trusted-proxy} that
     * lists this machine in {@code gateway.trustedProxies}. People get the scopes that were decided here, cut a second
     * time by {@code x-openclaw-scopes}; the gateway needs no list of people. A client nobody signed in on is refused.
     *
     * <p>The control connection must say who it is as well: see {@code GatewayClientBuilder.headers} and
     * {@link PersonHeaders}. The origin that pages need is the gateway's own unless {@link #withOrigin} names another;
     * either must stand in {@code gateway.controlUi.allowedOrigins}, because behind a proxy none is taken unlisted.
     *
     * @param userHeader the gateway's {@code gateway.auth.trustedProxy.userHeader}
     * @throws IllegalArgumentException if it is no header field for a name
     */
    public static Upstream trustedProxy(
            URI endpoint,
            DeviceIdentity identity,
            ClientProfile profile,
            GatewayTokenStore tokens,
            GatewayTransport transport,
            String userHeader) {
        return device(endpoint, identity, profile, tokens, transport)
                .withOrigin(ownOrigin(endpoint))
                .withPersons(PersonHeaders.in(userHeader));
    }

    /** A copy that tells the gateway in this way who the person is. */
    public Upstream withPersons(PersonHeaders other) {
        return new Upstream(
                endpoint,
                identity,
                profile,
                tokens,
                transport,
                origin,
                limits,
                observer,
                Objects.requireNonNull(other, "other"));
    }

    /** A copy that shows another origin: one listed in the gateway's {@code gateway.controlUi.allowedOrigins}. */
    public Upstream withOrigin(String other) {
        return new Upstream(endpoint, identity, profile, tokens, transport, other, limits, observer, persons);
    }

    /** A copy with other limits. */
    public Upstream withLimits(UpstreamLimits other) {
        return new Upstream(endpoint, identity, profile, tokens, transport, origin, other, observer, persons);
    }

    /** A copy that tells somebody of refusals. */
    public Upstream observedBy(UpstreamObserver other) {
        return new Upstream(endpoint, identity, profile, tokens, transport, origin, limits, other, persons);
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
        return ownOrigin(endpoint);
    }

    private static String ownOrigin(URI endpoint) {
        return ("wss".equals(endpoint.getScheme()) ? "https" : "http") + "://" + endpoint.getRawAuthority();
    }

    /** Address and device only. */
    @Override
    public String toString() {
        return "Upstream[" + endpoint.getHost() + ", " + identity + "]";
    }
}
