package dev.missioncontrol.fakegateway.internal.core;

/** The numbers of protocol 4 that both ends must know. */
public final class Limits {
    /** Bytes in a message before login. */
    public static final int BEFORE_LOGIN = 65_536;
    /** Bytes in a message after login. */
    public static final int AFTER_LOGIN = 26_214_400;
    /** Bytes waiting to be sent to one client. */
    public static final int BUFFERED = 52_428_800;
    /** Sockets that may be in the handshake at once. */
    public static final int UNAUTHENTICATED = 32;
    /** Requests that may wait behind a {@code connect}. */
    static final int QUEUED = 15;
    /** Calls of the other role's methods, one after another. */
    static final int UNAUTHORIZED_CALLS = 10;
    /** UTF-8 bytes of a close reason. */
    static final int CLOSE_REASON = 120;

    private Limits() {}
}
