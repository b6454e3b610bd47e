package dev.missioncontrol.gateway.spi;

import dev.missioncontrol.gateway.Part;
import java.nio.ByteBuffer;

/** Receives what a socket delivers: in order, from one thread at a time. No method may block. */
public interface FrameSink {
    /**
     * Takes one piece of a text message.
     *
     * @param utf8 a view that is valid during this call only; pieces may split characters
     * @param part whether the message ends here
     */
    void onText(ByteBuffer utf8, Part part);

    /**
     * Learns, exactly once and last, that the socket has closed.
     *
     * @param code the close code that was received or, when this side closed first, sent; 1005 for a close frame
     *     without a code; 1006 when the peer vanished (RFC 6455, section 7.4.1)
     * @param reason the peer's text, possibly empty; for logs, never to be decided by
     */
    void onClosed(int code, String reason);

    /**
     * Learns that the peer broke the WebSocket protocol or a limit, and that this side closes for that; {@link #onClosed}
     * follows. Without it, a close code of this side's own could not be told from the peer's.
     *
     * @param code the close code that is sent
     */
    default void onBroken(int code) {}

    /** Learns that the socket can take more again. */
    default void onWritable() {}
}
