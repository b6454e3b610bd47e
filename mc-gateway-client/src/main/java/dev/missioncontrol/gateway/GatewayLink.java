package dev.missioncontrol.gateway;

import dev.missioncontrol.gateway.internal.wire.FrameWriter;
import dev.missioncontrol.gateway.spi.FrameSink;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One authenticated connection that carries frames without reading them: what a relay needs. */
public final class GatewayLink {
    private GatewayLink() {}

    /**
     * Opens a link: socket, challenge, device proof (payload v3 over the challenge's own time), hello. Returns at once;
     * failures are results. The stage completes on a thread of the transport or of a timer: do not block in what
     * depends on it.
     *
     * <p>Until hello, frames are read strictly: a challenge over 64 KiB, a hello over 4 MiB, a second challenge, an
     * answer to another request, a malformed frame, a hello with another role or more scopes than asked for end the
     * link. Behind hello nothing is read.
     *
     * @param transport opens the socket
     * @param request where to, as whom, for what
     * @param afterHello receives every frame behind hello, untouched and in order, and the end; never called when the
     *     link does not open
     * @throws IllegalArgumentException if the profile's model catalog is not JSON
     */
    public static CompletionStage<LinkResult> open(
            GatewayTransport transport, LinkRequest request, FrameSink afterHello) {
        return open(transport, request, new ChallengeMemory(), afterHello);
    }

    /**
     * Opens a link as {@link #open(GatewayTransport, LinkRequest, FrameSink)} does, and signs no challenge that the
     * memory knows: for programs that open more than one.
     *
     * @param seen the challenges of earlier links
     */
    public static CompletionStage<LinkResult> open(
            GatewayTransport transport, LinkRequest request, ChallengeMemory seen, FrameSink afterHello) {
        String catalog = request.client().modelCatalogJson();
        if (catalog != null) {
            FrameWriter.requireValue(catalog);
        }
        CompletableFuture<LinkResult> result = new CompletableFuture<>();
        new Handshake(request, seen, afterHello, () -> {}, result::complete).start(transport);
        return result;
    }
}
