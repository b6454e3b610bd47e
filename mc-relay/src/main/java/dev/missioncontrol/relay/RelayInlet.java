package dev.missioncontrol.relay;

import dev.missioncontrol.gateway.Part;
import java.nio.ByteBuffer;

/**
 * The relay's side of one client's WebSocket: what an adapter for a web server calls.
 *
 * <p>Calls come in the order of the wire, one at a time. No method blocks.
 */
public interface RelayInlet {

    /**
     * Takes one piece of a text message.
     *
     * @param utf8 the piece, from position to limit, free for reuse when the call returns; pieces may split characters
     * @param part whether the message ends here
     */
    void onText(ByteBuffer utf8, Part part);

    /** Learns that a binary message began: the relay refuses the connection, and the adapter drops the bytes. */
    void onBinary();

    /** Learns that the connection can take more again. */
    void onWritable();

    /**
     * Learns that the socket has closed, whoever closed it. Repeated calls do nothing.
     *
     * @param code the close code, 1005 without one, 1006 when the client vanished
     * @param reason the client's text, which is not read
     */
    void onClosed(int code, String reason);
}
