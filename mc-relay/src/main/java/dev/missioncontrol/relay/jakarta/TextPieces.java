package dev.missioncontrol.relay.jakarta;

import dev.missioncontrol.gateway.Part;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns pieces of UTF-8 that may split a character into pieces of text that do not. For one thread at a time. */
final class TextPieces {
    private static final int LONGEST_CHARACTER = 4;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer rest = ByteBuffer.allocate(0);

    /** The text up to the last whole character; what is left waits for the next piece. */
    String decode(ByteBuffer piece, Part part) {
        ByteBuffer all = ByteBuffer.allocate(rest.remaining() + piece.remaining());
        all.put(rest).put(piece).flip();
        CharBuffer text = CharBuffer.allocate(all.remaining() + LONGEST_CHARACTER);
        boolean ends = part == Part.ENDS;
        decoder.decode(all, text, ends);
        if (ends) {
            decoder.flush(text);
            decoder.reset();
        }
        rest = all;
        return text.flip().toString();
    }
}
