package dev.missioncontrol.gateway.spi;

import dev.missioncontrol.gateway.Part;
import java.nio.ByteBuffer;

/**
 * An open WebSocket that carries text.
 *
 * <p>Thread-safe. The pieces of one message are sent by one thread, one after another: pieces of two messages must not
 * mix. After the socket has closed, every method does nothing.
 */
public interface GatewaySocket {
    /**
     * Queues one piece of a text message. Never blocks; the bytes are copied before this returns.
     *
     * @param utf8 the piece, from position to limit; pieces may split characters
     * @param part whether the message ends here
     */
    void send(ByteBuffer utf8, Part part);

    /** Tells whether the queue has room: senders stop at {@code false} until {@link FrameSink#onWritable()}. */
    boolean isWritable();

    /**
     * Stops reading from the peer. A few pieces that were read already may still arrive. Pings are not answered
     * meanwhile: the gateway cuts a socket that stays silent for 25 seconds.
     */
    void pauseReading();

    /** Reads on after {@link #pauseReading()}. */
    void resumeReading();

    /**
     * Sends a close frame and closes. Only the first call counts.
     *
     * @param code a close code that may be sent (RFC 6455, section 7.4)
     * @param reason a text of at most 123 bytes in UTF-8; a longer one is cut
     */
    void close(int code, String reason);
}
