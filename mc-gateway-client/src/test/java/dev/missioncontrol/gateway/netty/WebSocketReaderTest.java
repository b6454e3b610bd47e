package dev.missioncontrol.gateway.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.Part;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes in, pieces out. */
class WebSocketReaderTest {
    private static final int TEXT = 0x81;
    private static final int TEXT_BEGINS = 0x01;
    private static final int GOES_ON = 0x00;
    private static final int ENDS = 0x80;

    private final List<String> seen = new ArrayList<>();
    private long bytes;
    private final WebSocketReader reader = new WebSocketReader(new WebSocketReader.Events() {
        @Override
        public void onText(ByteBuf utf8, Part part) {
            bytes += utf8.readableBytes();
            String text = utf8.readableBytes() > 40 ? "…" : utf8.toString(StandardCharsets.UTF_8);
            seen.add(text + (part == Part.ENDS ? "." : ""));
        }

        @Override
        public void onPing(byte[] payload) {
            seen.add("ping " + payload.length);
        }

        @Override
        public void onClose(CloseFrame close) {
            seen.add("close " + close.code() + " " + close.reason());
        }

        @Override
        public void onFault(int closeCode) {
            seen.add("fault " + closeCode);
        }
    });

    private void read(ByteBuf in) {
        reader.read(in);
        in.release();
    }

    private void readHex(String hex) {
        read(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", ""))));
    }

    private static ByteBuf frame(int first, byte[] payload) {
        ByteBuf frame = Unpooled.buffer().writeByte(first);
        if (payload.length < 126) {
            frame.writeByte(payload.length);
        } else if (payload.length < 65_536) {
            frame.writeByte(126).writeShort(payload.length);
        } else {
            frame.writeByte(127).writeLong(payload.length);
        }
        return frame.writeBytes(payload);
    }

    private static ByteBuf frame(int first, String text) {
        return frame(first, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void frame_whenItComesByteByByte_isPassedOnAsItComes() {
        ByteBuf whole = Unpooled.wrappedBuffer(frame(TEXT, "abc"), frame(TEXT, "d"));
        while (whole.isReadable()) {
            read(whole.readRetainedSlice(1));
        }

        assertThat(seen).containsExactly("a", "b", "c.", "d.");
        assertThat(reader.isInside()).isFalse();
        assertThat(reader.messagesEnded()).isEqualTo(2);
    }

    @Test
    void fragments_whenAPingIsBetween_areOneMessage() {
        read(Unpooled.wrappedBuffer(
                frame(TEXT_BEGINS, "a"), frame(0x89, "hi"), frame(GOES_ON, ""), frame(0x8a, ""), frame(ENDS, "b")));

        assertThat(seen).containsExactly("a", "ping 2", "b.");
    }

    @Test
    void message_whenEmpty_ends() {
        readHex("81 00");

        assertThat(seen).containsExactly(".");
    }

    @Test
    void message_whenExactlyAtTheLimit_isTakenAndOneByteMoreIsNot() {
        byte[] half = new byte[WebSocketReader.MOST_BYTES / 2];
        read(frame(TEXT_BEGINS, half));
        read(frame(ENDS, half));
        assertThat(bytes).isEqualTo(WebSocketReader.MOST_BYTES);
        assertThat(seen).endsWith("….");

        read(frame(TEXT_BEGINS, half));
        read(frame(GOES_ON, half));
        readHex("80 01");
        assertThat(seen).endsWith("fault 1009");
    }

    @ParameterizedTest
    @ValueSource(strings = {"81 7f 4000000000000000", "81 7f 0000000001900001", "01 7f 7fffffffffffffff"})
    void frame_whenItClaimsMoreThanTheLimit_isRefusedByItsHeaderAlone(String hex) {
        readHex(hex);

        assertThat(seen).containsExactly("fault 1009");
    }

    @Test
    void message_whenInTooManyFrames_isRefused() {
        read(frame(TEXT_BEGINS, ""));
        for (int i = 1; i < WebSocketReader.MOST_FRAMES; i++) {
            read(frame(GOES_ON, ""));
        }
        assertThat(seen).isEmpty();
        read(frame(GOES_ON, ""));

        assertThat(seen).containsExactly("fault 1008");
    }

    @ParameterizedTest
    @CsvSource({
        "masked,                      81 81 00000000 61, 1002",
        "first reserved bit,          c1 00, 1002",
        "third reserved bit,          91 00, 1002",
        "reserved opcode,             83 00, 1002",
        "reserved control opcode,     8b 00, 1002",
        "continuation of nothing,     80 00, 1002",
        "text inside a message,       01 00 81 00, 1002",
        "fragmented ping,             09 00, 1002",
        "fragmented close,            08 00, 1002",
        "ping of 126 bytes,           89 7e 007e, 1002",
        "negative length,             81 7f ffffffffffffffff, 1002",
        "length not in 7 bits,        81 7e 0001 61, 1002",
        "length not in 16 bits,       81 7f 0000000000000001 61, 1002",
        "binary,                      82 00, 1003",
        "overlong slash,              81 02 c0af, 1007",
        "surrogate,                   81 03 eda080, 1007",
        "above U+10FFFF,              81 04 f4908080, 1007",
        "lonely continuation,         81 01 80, 1007",
        "character cut by the end,    81 02 e282, 1007",
        "character not gone on with,  01 01 c3 80 01 28, 1007",
        "half a close code,           88 01 03, 1002",
        "close code 1005,             88 02 03ed, 1002",
        "close code 999,              88 02 03e7, 1002",
        "close code 5000,             88 02 1388, 1002",
        "close reason not UTF-8,      88 03 03e8 ff, 1002"
    })
    void frame_whenItBreaksTheProtocol_isAFaultAndEndsReading(String name, String hex, int code) {
        readHex(hex);
        read(frame(TEXT, "late"));

        assertThat(seen).as(name).endsWith("fault " + code).doesNotContain("late.");
        assertThat(reader.isInside()).isFalse();
    }

    @Test
    void characters_whenSplitAnywhere_areText() {
        byte[] text = "aé€𝄞z".getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= text.length; cut++) {
            read(frame(TEXT_BEGINS, Arrays.copyOf(text, cut)));
            read(frame(ENDS, Arrays.copyOfRange(text, cut, text.length)));
        }

        assertThat(seen).noneMatch(event -> event.startsWith("fault"));
        assertThat(reader.messagesEnded()).isEqualTo(text.length + 1L);
    }

    @Test
    void longText_whenAsciiAndNot_isChecked() {
        byte[] sound = "abcdefgh€ijklmnopqrstuvwxyzü".repeat(50).getBytes(StandardCharsets.UTF_8);
        read(frame(TEXT, sound));
        sound[700] = (byte) 0xff;
        read(frame(TEXT, sound));

        assertThat(seen).containsExactly("….", "fault 1007");
    }

    @Test
    void close_whenRead_endsReading() {
        readHex("88 06 0fa1 676f6e65");
        read(frame(TEXT, "late"));

        assertThat(seen).containsExactly("close 4001 gone");
    }

    @Test
    void close_whenWithoutCode_is1005() {
        readHex("88 00");

        assertThat(seen).containsExactly("close 1005 ");
    }
}
