package dev.missioncontrol.gateway;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.gateway.spi.GatewayListener;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what a {@link GatewayClient} needs. Not thread-safe. */
public final class GatewayClientBuilder {
    final URI endpoint;
    final DeviceIdentity identity;
    ClientProfile profile = ClientProfile.backend("mission-control", "0");
    Access access = Access.fullOperator();
    Credential credential = new Credential.None();
    GatewayTokenStore tokens = new InMemoryTokenStore();
    final List<GatewayListener> listeners = new ArrayList<>();

    @Nullable
    GatewayTransport transport;

    Duration connectDeadline = Duration.ofSeconds(15);
    Duration approvalInterval = Duration.ofSeconds(60);
    int pendingCalls = 1_024;
    InstantSource time = InstantSource.system();
    SecureRandom random = new SecureRandom();

    GatewayClientBuilder(URI endpoint, DeviceIdentity identity) {
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

    /** Sets how many calls may wait for an answer at once; default: 1,024. */
    public GatewayClientBuilder maxPendingCalls(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("at least one call may wait");
        }
        this.pendingCalls = calls;
        return this;
    }

    /** Sets the clock that states are stamped with; default: the system's. */
    public GatewayClientBuilder time(InstantSource time) {
        this.time = time;
        return this;
    }

    /** Sets where the jitter of the back-off comes from. */
    public GatewayClientBuilder random(SecureRandom random) {
        this.random = random;
        return this;
    }

    /** A client in state {@link GatewayState.Idle}; it connects when it is started. */
    public GatewayClient build() {
        return new GatewayClient(this);
    }

    private static Duration positive(Duration duration, String name) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " is positive");
        }
        return duration;
    }
}
