package dev.missioncontrol.relay;

import dev.missioncontrol.gateway.Part;
import java.nio.ByteBuffer;

/**
 * The server's side of one client's WebSocket: what an adapter for a web server implements.
 *
 * <p>The relay calls these methods from one thread at a time, never blocks on them, and calls none after
 * {@link #close}. After the socket has closed they do nothing. The adapter pings the client every 25 seconds by itself
 * and negotiates no compression.
 */
public interface RelayConnection {

    /**
     * Queues one piece of a text message.
     *
     * @param utf8 the piece, from position to limit, valid during the call only; pieces may split characters
     * @param part whether the message ends here
     */
    void send(ByteBuffer utf8, Part part);

    /** Tells whether the queue has room. After {@code false}, the adapter calls {@link RelayInlet#onWritable()} once. */
    boolean isWritable();

    /** Stops reading from the client; a few pieces that were read already may still arrive. */
    void pauseReading();

    /** Reads on after {@link #pauseReading()}. */
    void resumeReading();

    /**
     * Sends what is queued and a close frame, then closes.
     *
     * @param code a close code that may be sent (RFC 6455, section 7.4)
     * @param reason at most 123 bytes in UTF-8
     */
    void close(int code, String reason);
}
