package dev.missioncontrol.gateway.internal.wire;

import dev.missioncontrol.gateway.Part;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts the pieces of a text message together, up to a limit. One thread at a time. */
public final class MessageAssembler {
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int length;

    /** What has become of the message. */
    public sealed interface Outcome {
        /** More pieces are due. */
        record Incomplete() implements Outcome {}

        /** The whole text. */
        record Complete(String text) implements Outcome {
            /** Shows the length only. */
            @Override
            public String toString() {
                return "Complete[" + text.length() + " characters]";
            }
        }

        /** Longer than allowed; nothing is kept. */
        record TooLong() implements Outcome {}

        /** Not UTF-8. */
        record NotText() implements Outcome {}
    }

    /** Adds a piece to a message of at most {@code limit} bytes. */
    public Outcome add(ByteBuffer piece, Part part, int limit) {
        if ((long) length + piece.remaining() > limit) {
            reset();
            return new Outcome.TooLong();
        }
        if (part == Part.ENDS && length == 0) {
            return decoded(piece.duplicate());
        }
        append(piece.duplicate());
        if (part == Part.CONTINUES) {
            return new Outcome.Incomplete();
        }
        Outcome outcome = decoded(ByteBuffer.wrap(bytes, 0, length));
        reset();
        return outcome;
    }

    private void append(ByteBuffer piece) {
        int count = piece.remaining();
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
        }
        piece.get(bytes, length, count);
        length += count;
    }

    private void reset() {
        bytes = NOTHING;
        length = 0;
    }

    private static Outcome decoded(ByteBuffer utf8) {
        try {
            return new Outcome.Complete(
                    StandardCharsets.UTF_8.newDecoder().decode(utf8).toString());
        } catch (CharacterCodingException notUtf8) {
            return new Outcome.NotText();
        }
    }
}
