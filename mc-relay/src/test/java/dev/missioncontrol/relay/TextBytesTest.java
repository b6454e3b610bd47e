package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.Part;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextBytesTest {

    private static final String TEXT = "a\u00e4\u20ac\ud83d\ude00z";

    @Test
    void encode_whenAPairIsSplit_isTheSameTextAfterwards() {
        for (int cut = 0; cut <= TEXT.length(); cut++) {
            TextBytes bytes = new TextBytes();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            write(all, bytes.encode(TEXT.substring(0, cut), Part.CONTINUES));
            write(all, bytes.encode(TEXT.substring(cut), Part.ENDS));
            assertThat(all.toString(StandardCharsets.UTF_8)).isEqualTo(TEXT);
        }
    }

    @Test
    void decode_whenACharacterIsSplit_isTheSameTextAfterwards() {
        byte[] utf8 = TEXT.getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= utf8.length; cut++) {
            TextPieces pieces = new TextPieces();
            String first = pieces.decode(ByteBuffer.wrap(utf8, 0, cut), Part.CONTINUES);
            String second = pieces.decode(ByteBuffer.wrap(utf8, cut, utf8.length - cut), Part.ENDS);
            assertThat(first + second).isEqualTo(TEXT);
        }
    }

    private static void write(ByteArrayOutputStream all, ByteBuffer piece) {
        byte[] copy = new byte[piece.remaining()];
        piece.get(copy);
        all.write(copy, 0, copy.length);
    }
}
