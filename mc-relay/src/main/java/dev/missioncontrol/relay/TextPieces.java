package dev.missioncontrol.relay;

import dev.missioncontrol.gateway.Part;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns pieces of UTF-8 that may split a character into pieces of text that do not: for web servers that send text only
 * as text. For one connection and one thread at a time; bytes that are no UTF-8 become replacement characters.
 */
public final class TextPieces {
    private static final int LONGEST_CHARACTER = 4;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer rest = ByteBuffer.allocate(0);

    /** At the beginning of a message. */
    public TextPieces() {}

    /**
     * The text up to the last whole character; what is left waits for the next piece.
     *
     * @param piece is read to its limit
     * @param part whether the message ends here
     */
    public String decode(ByteBuffer piece, Part part) {
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
