package dev.missioncontrol.relay;

import dev.missioncontrol.gateway.Part;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Turns pieces of text that may split a pair of surrogates into pieces of UTF-8: for web servers that hand over text. For
 * one connection and one thread at a time.
 */
public final class TextBytes {

    private String rest = "";

    /** At the beginning of a message. */
    public TextBytes() {}

    /**
     * The bytes of all whole characters so far; half a character waits for the next piece.
     *
     * @param part whether the message ends here
     */
    public ByteBuffer encode(String piece, Part part) {
        String all = rest + piece;
        boolean half =
                part == Part.CONTINUES && !all.isEmpty() && Character.isHighSurrogate(all.charAt(all.length() - 1));
        int end = half ? all.length() - 1 : all.length();
        rest = all.substring(end);
        return StandardCharsets.UTF_8.encode(all.substring(0, end));
    }
}
