package dev.missioncontrol.relay.jakarta;

import dev.missioncontrol.gateway.Part;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Turns pieces of text that may split a pair of surrogates into pieces of UTF-8. For one thread at a time. */
final class TextBytes {

    private String rest = "";

    /** The bytes of all whole characters so far; half a character waits for the next piece. */
    ByteBuffer encode(String piece, Part part) {
        String all = rest + piece;
        boolean half =
                part == Part.CONTINUES && !all.isEmpty() && Character.isHighSurrogate(all.charAt(all.length() - 1));
        int end = half ? all.length() - 1 : all.length();
        rest = all.substring(end);
        return StandardCharsets.UTF_8.encode(all.substring(0, end));
    }
}
