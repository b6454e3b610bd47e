package dev.missioncontrol.fakegateway.internal.core;

/** One accepted WebSocket, seen from above. Called on the loop. */
public interface Wire {
    /** Sends one text message. */
    void send(String text);

    /** Sends a close frame, the reason cut to what fits. */
    void close(int code, String reason);

    /** Drops the socket without a close frame. */
    void cut();

    /** Lets large messages in: the client has logged in. */
    void admit();
}
