package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.Part;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPiecesTest {
    private static final String TEXT = "{\"a\":\"é – 語 – 🛰️\"}";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 1000})
    void pieces_whenCharactersAreSplit_joinToTheSameText(int size) {
        TextPieces pieces = new TextPieces();
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 2; round++) {
            StringBuilder joined = new StringBuilder();
            for (int from = 0; from < bytes.length; from += size) {
                int length = Math.min(size, bytes.length - from);
                Part part = from + length == bytes.length ? Part.ENDS : Part.CONTINUES;
                String piece = pieces.decode(ByteBuffer.wrap(bytes, from, length), part);
                assertThat(piece).doesNotContain("\uFFFD");
                joined.append(piece);
            }
            assertThat(joined).hasToString(TEXT);
        }
    }

    @Test
    void pieces_whenAMessageIsEmpty_isEmptyText() {
        assertThat(new TextPieces().decode(ByteBuffer.allocate(0), Part.ENDS)).isEmpty();
    }
}
