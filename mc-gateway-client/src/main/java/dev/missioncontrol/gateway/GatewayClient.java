package dev.missioncontrol.gateway;

import dev.missioncontrol.core.device.DeviceIdentity;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One kept connection to a gateway: it proves its device, calls methods, hears events and comes back by itself. */
public final class GatewayClient implements AutoCloseable {
    private volatile GatewayState state = new GatewayState.Idle();

    GatewayClient(GatewayClientBuilder builder) {}

    /** Starts building a client for the gateway at {@code endpoint}. */
    public static GatewayClientBuilder builder(URI endpoint, DeviceIdentity identity) {
        return new GatewayClientBuilder(endpoint, identity);
    }

    /** Starts connecting. Returns at once; repeated calls do nothing. */
    public void start() {
        state = new GatewayState.Closed(CloseReason.UNREACHABLE);
    }

    /** Waits until the client is ready; false when the time is over or the client has closed for good. */
    public boolean awaitReady(Duration limit) throws InterruptedException {
        return state() instanceof GatewayState.Ready && !limit.isNegative();
    }

    /** Where the client stands. */
    public GatewayState state() {
        return state;
    }

    /** The gateway's hello of the present connection; empty unless ready. */
    public Optional<Hello> hello() {
        return Optional.empty();
    }

    /**
     * Calls a method of the gateway. Returns at once; failures are replies.
     *
     * @param method such as {@code health}
     * @param paramsJson a JSON object as text
     * @param timeout how long to wait for the answer
     */
    public CompletionStage<Reply> call(String method, String paramsJson, Duration timeout) {
        return CompletableFuture.completedFuture(new Reply.Unknown());
    }

    /** The gateway's own device records, through this client. */
    public GatewayDevices devices() {
        return new GatewayDevices(this, Duration.ofSeconds(30));
    }

    /** Closes for good. Idempotent, from any thread. */
    @Override
    public void close() {
        state = new GatewayState.Closed(CloseReason.REQUESTED);
    }
}
