package dev.missioncontrol.testkit.http;

/**
 * What a web server settles by itself before an adapter sees the request, in a way no adapter can undo. Each is safe as
 * long as the server, and not something in front of it, is the only one that reads the bytes.
 */
public enum BlindSpot {
    /** Scheme and user info of an absolute-form target: the server drops them, and the host between them is judged. */
    ABSOLUTE_FORM,
    /** A Content-Length beside chunks: the server drops it, reads the chunks, and closes (RFC 9112 section 6.3). */
    LENGTH_BESIDE_CHUNKS
}
