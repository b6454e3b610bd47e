package dev.missioncontrol.gateway;

import dev.missioncontrol.gateway.spi.FrameSink;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One authenticated connection that carries frames without reading them: what a relay needs. */
public final class GatewayLink {
    private GatewayLink() {}

    /**
     * Opens a link: socket, challenge, device proof, hello. Returns at once; failures are results.
     *
     * @param transport opens the socket
     * @param request where to, as whom, for what
     * @param afterHello receives every frame behind hello, untouched and in order; never called when the link does not
     *     open
     */
    public static CompletionStage<LinkResult> open(
            GatewayTransport transport, LinkRequest request, FrameSink afterHello) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("not yet"));
    }
}
