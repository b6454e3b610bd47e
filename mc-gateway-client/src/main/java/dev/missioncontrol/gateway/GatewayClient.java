package dev.missioncontrol.gateway;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.gateway.internal.lifecycle.Input;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One kept connection to a gateway: it proves its device, calls methods, hears events and comes back by itself.
 *
 * <p>It shows the kept device token if there is one, else the configured credential, and keeps the token of every hello.
 * When the gateway withdraws the device or refuses its token, the client closes for good and says so: it never logs in
 * again with the shared secret by itself.
 *
 * <p>Threads, all daemons: one carries out the life cycle and reads the token store, one for each listener that has
 * something to hear, the transport's own carry frames. Replies complete on the JDK's common pool. Every method may be called from any thread.
 */
public final class GatewayClient implements AutoCloseable {
    private static final Duration CALL = Duration.ofSeconds(30);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final ClientLoop loop;
    private final StateBox box;
    private final ExecutorService listenerThreads;
    private final @Nullable GatewayTransport ownTransport;
    private final OwnScopes upgrades;
    private final AtomicBoolean closed = new AtomicBoolean();

    GatewayClient(
            ClientLoop loop, StateBox box, ExecutorService listenerThreads, @Nullable GatewayTransport ownTransport) {
        this.loop = loop;
        this.box = box;
        this.listenerThreads = listenerThreads;
        this.ownTransport = ownTransport;
        this.upgrades = new OwnScopes(loop);
    }

    /**
     * Starts building a client.
     *
     * @param endpoint the gateway's address: {@code wss://}, or {@code ws://} to a loopback address
     * @param identity the device that proves itself
     * @throws IllegalArgumentException if the address breaks a rule
     */
    public static GatewayClientBuilder builder(URI endpoint, DeviceIdentity identity) {
        return new GatewayClientBuilder(endpoint, identity);
    }

    /** Starts connecting. Returns at once; only the first call does anything. */
    public void start() {
        loop.put(new Input.Start());
    }

    /**
     * Waits until the client is ready.
     *
     * @return false when the time is over, or at once when the client has closed for good
     */
    public boolean awaitReady(Duration limit) throws InterruptedException {
        return box.awaitReady(limit);
    }

    /** Where the client stands. */
    public GatewayState state() {
        return box.get();
    }

    /** The gateway's hello of the present connection; empty unless ready. */
    public Optional<Hello> hello() {
        return loop.hello();
    }

    /**
     * Calls a method of the gateway. Returns at once; failures are replies, and the stage always completes.
     *
     * @param method such as {@code health}
     * @param paramsJson a JSON object as text
     * @param timeout how long to wait for the answer
     * @throws IllegalArgumentException if the parameters are not one strict JSON object
     */
    public CompletionStage<Reply> call(String method, String paramsJson, Duration timeout) {
        return loop.call(method, paramsJson, timeout);
    }

    /**
     * Asks the gateway to let this client's own device have more scopes. Somebody approves it there, on loopback too.
     * Needs a connection of a paired device, and no scope. Returns at once.
     *
     * @param wider the scopes at hand and more
     */
    public CompletionStage<ScopeUpgrade> requestScopes(Set<Scope> wider) {
        return upgrades.request(wider);
    }

    /**
     * Waits until a request for more scopes is decided. When it is approved, the client keeps the wider token, connects
     * anew with it, and asks for these scopes from then on. Returns at once.
     *
     * @param requestId from {@link ScopeUpgrade.Asked}
     * @param patience how long to wait; the request may be awaited again afterwards
     */
    public CompletionStage<ScopeUpgrade> awaitScopes(String requestId, Duration patience) {
        return upgrades.await(requestId, patience);
    }

    /** The gateway's own device records, through this client. */
    public GatewayDevices devices() {
        return new GatewayDevices(this, CALL);
    }

    /** The gateway's conversations, through this client. */
    public GatewaySessions sessions() {
        return new GatewaySessions(this, CALL);
    }

    /**
     * Closes for good: calls in flight complete as {@link Reply.Unknown}, listeners hear of the last state, and the
     * threads end. Idempotent. Waits up to two seconds for the close frame to be on its way.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        loop.stop(CLOSE_PATIENCE);
        listenerThreads.shutdown();
        if (ownTransport != null) {
            ownTransport.close();
        }
    }
}
