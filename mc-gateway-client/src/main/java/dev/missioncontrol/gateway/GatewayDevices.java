package dev.missioncontrol.gateway;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * The gateway's own pairing records, managed through a {@link GatewayClient}. Thread-safe.
 *
 * <p>Every method returns at once. The connection needs {@code operator.pairing} or {@code operator.admin}; with a
 * device token and pairing alone, the gateway shows and changes this device's own record only.
 */
public final class GatewayDevices {
    private final GatewayClient client;
    private final Duration timeout;

    GatewayDevices(GatewayClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /** Lists {@code pending} requests and {@code paired} devices. */
    public CompletionStage<Reply> list() {
        return client.call("device.pair.list", "{}", timeout);
    }
}
