package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.gateway.Part;
import java.nio.ByteBuffer;

/** What a connection does with events at one point of its life. Calls come from its mailbox, one at a time. */
interface Phase {

    /** The client sent a piece of text. */
    void onText(ByteBuffer utf8, Part part);

    /** The client sent a binary message. */
    void onBinary();

    /** The client can take more again. */
    default void onWritable() {}

    /** The gateway sent a piece of text. */
    default void onUpstreamText(ByteBuffer utf8, Part part) {}

    /** The gateway can take more again. */
    default void onUpstreamWritable() {}

    /** The gateway is gone. */
    default void onUpstreamClosed(int code, String reason) {}

    /** It is time to write down what was counted. */
    default void onRecordsDue() {}

    /** Something happened that this client may want to know. */
    default void onNews(ByteBuffer event) {}

    /** This server is about to stop: ends the connection as soon as nothing is under way. */
    void onDrain();

    /** The connection is over: lets go of what this phase holds. */
    void left(int code, String reason);
}
