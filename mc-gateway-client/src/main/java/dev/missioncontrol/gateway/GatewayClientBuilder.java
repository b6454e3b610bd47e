package dev.missioncontrol.gateway;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.gateway.internal.endpoint.Endpoint;
import dev.missioncontrol.gateway.netty.NettyTransport;
import dev.missioncontrol.gateway.netty.NettyTransportBuilder;
import dev.missioncontrol.gateway.spi.GatewayListener;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Gathers what a {@link GatewayClient} needs. Not thread-safe. */
public final class GatewayClientBuilder {
    private final Endpoint address;
    private final URI endpoint;
    private final DeviceIdentity identity;
    private ClientProfile profile = ClientProfile.backend("mission-control", "0");
    private Access access = Access.fullOperator();
    private Credential credential = new Credential.None();
    private GatewayTokenStore tokens = new InMemoryGatewayTokenStore();
    private final List<GatewayListener> listeners = new ArrayList<>();

    private Map<String, String> headers = Map.of();
    private @Nullable GatewayTransport transport;
    private boolean plaintextAllowed;
    private @Nullable String pin;

    private Duration connectDeadline = Duration.ofSeconds(15);
    private Duration approvalInterval = Duration.ofSeconds(60);
    private Duration restartSpread = Duration.ofSeconds(16);
    private int pendingCalls = 1_024;
    private int offlineCalls;
    private Dialect dialect = Dialect.standard();
    private CredentialChoice.Order order = CredentialChoice.Order.DEVICE_TOKEN;
    private InstantSource time = new SteadyTime();
    private SecureRandom random = new SecureRandom();

    GatewayClientBuilder(URI endpoint, DeviceIdentity identity) {
        this.address = Endpoint.of(endpoint);
        this.endpoint = endpoint;
        this.identity = identity;
    }

    /** Sets what the client says about itself; default: a backend named {@code mission-control}. */
    public GatewayClientBuilder profile(ClientProfile profile) {
        this.profile = profile;
        return this;
    }

    /** Sets the role and scopes to ask for, each time the same; default: every known operator scope. */
    public GatewayClientBuilder access(Access access) {
        this.access = access;
        return this;
    }

    /** Sets what is shown while no device token is kept; default: nothing. */
    public GatewayClientBuilder credential(Credential credential) {
        this.credential = credential;
        return this;
    }

    /**
     * Shows the configured credential even when a device token is kept: on loopback the gateway then pairs the device
     * again by itself, which silently undoes a revocation. When the gateway refuses a shared token and says that the
     * device token may be shown, that is done once, and only to loopback or pinned TLS.
     */
    public GatewayClientBuilder insecureCredentialFirst() {
        this.order = CredentialChoice.Order.CONFIGURED;
        return this;
    }

    /** Sets the protocol numbers to offer and the form of the signature; default: {@link Dialect#standard()}. */
    public GatewayClientBuilder dialect(Dialect dialect) {
        this.dialect = dialect;
        return this;
    }

    /** Sets where device tokens are kept; default: in memory. */
    public GatewayClientBuilder tokens(GatewayTokenStore tokens) {
        this.tokens = tokens;
        return this;
    }

    /** Adds a listener. */
    public GatewayClientBuilder listener(GatewayListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Uses this transport and leaves closing it to its owner; default: one of the client's own. */
    public GatewayClientBuilder transport(GatewayTransport transport) {
        this.transport = transport;
        return this;
    }

    /** Sets extra headers of the upgrade; default: none. A server-side client sends no {@code Origin}. */
    public GatewayClientBuilder headers(Map<String, String> headers) {
        this.headers = Map.copyOf(headers);
        return this;
    }

    /**
     * Trusts one certificate of the gateway alone, by its SHA-256 fingerprint of 64 hexadecimal digits, with or without
     * colons. When the gateway shows another, the client closes for good with {@link CloseReason#PIN_MISMATCH} and both
     * fingerprints. For the client's own transport; one that is given has its own pin.
     */
    public GatewayClientBuilder pin(String sha256) {
        this.pin = sha256;
        return this;
    }

    /** Allows {@code ws://} to hosts other than loopback: tokens then travel in the clear. */
    public GatewayClientBuilder insecureAllowPlaintext() {
        plaintextAllowed = true;
        return this;
    }

    /** Sets how long one attempt may take from socket to hello; default: 15 seconds. */
    public GatewayClientBuilder connectDeadline(Duration deadline) {
        this.connectDeadline = positive(deadline, "the connect deadline");
        return this;
    }

    /** Sets how long to wait before asking again while approval is pending; default: 60 seconds. */
    public GatewayClientBuilder approvalInterval(Duration interval) {
        this.approvalInterval = positive(interval, "the approval interval");
        return this;
    }

    /**
     * Sets over how long this client's way back is spread when the gateway said that it restarts, or closed with 1012;
     * default: 16 seconds. Everybody is cut at the same moment then: 500 clients come back at 31 a second. A gateway's
     * only client may come back sooner; many clients of one that is away for longer need more.
     */
    public GatewayClientBuilder restartSpread(Duration spread) {
        this.restartSpread = positive(spread, "the spread");
        return this;
    }

    /**
     * Sets how many calls made while there is no connection wait for one, with at most 4,194,304 characters; default: 0,
     * they are refused at once. A call that waits was not sent: it is sent once, or refused with {@link
     * Reply.Refused#NOT_CONNECTED} when its time is over; one more than may wait is refused with {@link
     * Reply.Refused#QUEUE_FULL}. Calls in flight when the connection goes are another matter: {@link Reply.Unknown}.
     */
    public GatewayClientBuilder maxOfflineCalls(int calls) {
        if (calls < 0) {
            throw new IllegalArgumentException("no negative number of calls waits");
        }
        this.offlineCalls = calls;
        return this;
    }

    /** Sets how many calls may wait for an answer at once; default: 1,024. */
    public GatewayClientBuilder maxPendingCalls(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("at least one call may wait");
        }
        this.pendingCalls = calls;
        return this;
    }

    /** Sets the clock that states are stamped with; default: the system's, read once and carried on. */
    public GatewayClientBuilder time(InstantSource time) {
        this.time = time;
        return this;
    }

    /** Sets where the jitter of the back-off comes from. */
    public GatewayClientBuilder random(SecureRandom random) {
        this.random = random;
        return this;
    }

    /**
     * A client in state {@link GatewayState.Idle}; it connects when it is started.
     *
     * @throws IllegalArgumentException if the address is {@code ws://} to another host and that was not allowed, if the
     *     pin is no fingerprint, if both a transport and a pin are given, or if the protocol window is not for this
     *     profile
     */
    public GatewayClient build() {
        if (!address.keepsSecrets() && !plaintextAllowed) {
            throw new IllegalArgumentException("ws:// is for loopback addresses and localhost: use wss://");
        }
        if (!dialect.suits(profile, access.role())) {
            throw new IllegalArgumentException("the protocol window holds 4; nodes and probes may offer 3");
        }
        if (pin != null && transport != null) {
            throw new IllegalArgumentException("pin the certificate at the transport that is given");
        }
        GatewayTransport own = transport == null ? ownTransport() : null;
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, daemons("gateway-client"));
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        ExecutorService listenerThreads = Executors.newCachedThreadPool(daemons("gateway-listeners"));
        StateBox box = new StateBox();
        ClientLoop loop = new ClientLoop(
                settings(),
                Objects.requireNonNullElse(transport, own),
                credentials(Objects.requireNonNullElse(transport, own)),
                thread,
                new Announcer(listeners, listenerThreads),
                box);
        return new GatewayClient(loop, box, listenerThreads, own);
    }

    private CredentialChoice credentials(GatewayTransport used) {
        boolean keepsSecrets = address.host().isLoopback() || (address.scheme().isSecure() && used.isPinned());
        CredentialChoice.Place place =
                new CredentialChoice.Place(address.key(), identity.id(), access.role(), keepsSecrets);
        return new CredentialChoice(tokens, place, credential, order);
    }

    private ClientSettings settings() {
        return new ClientSettings(
                endpoint,
                headers,
                identity,
                profile,
                access,
                connectDeadline,
                approvalInterval,
                restartSpread,
                pendingCalls,
                offlineCalls,
                dialect,
                time,
                random);
    }

    private GatewayTransport ownTransport() {
        NettyTransportBuilder netty = NettyTransport.builder();
        if (pin != null) {
            netty.pin(pin);
        }
        return plaintextAllowed ? netty.insecureAllowPlaintext().build() : netty.build();
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private static Duration positive(Duration duration, String name) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " is positive");
        }
        return duration;
    }
}
