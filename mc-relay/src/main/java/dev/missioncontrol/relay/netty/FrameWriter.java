package dev.missioncontrol.relay.netty;

import dev.missioncontrol.gateway.Part;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the frames of a server (RFC 6455, section 5.2): unmasked, uncompressed. */
final class FrameWriter {
    private static final int FINAL = 0x80;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int MOST_REASON_BYTES = 123;

    private boolean inMessage;

    /** A piece of a text message as a frame of its own; the bytes are copied. */
    ByteBuf text(ByteBufAllocator memory, ByteBuffer utf8, Part part) {
        int opcode = (inMessage ? CONTINUATION : TEXT) | (part == Part.ENDS ? FINAL : 0);
        inMessage = part == Part.CONTINUES;
        int length = utf8.remaining();
        ByteBuf frame = memory.buffer(length + 10);
        header(frame, opcode, length);
        return frame.writeBytes(utf8.duplicate());
    }

    static ByteBuf ping(ByteBufAllocator memory) {
        return control(memory, PING, new byte[0], 0);
    }

    static ByteBuf pong(ByteBufAllocator memory, byte[] payload, int length) {
        return control(memory, PONG, payload, length);
    }

    /** A close frame; a reason that is too long is cut between characters. */
    static ByteBuf close(ByteBufAllocator memory, int code, String reason) {
        String cut = reason;
        while (cut.getBytes(StandardCharsets.UTF_8).length > MOST_REASON_BYTES) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        byte[] text = cut.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[2 + text.length];
        payload[0] = (byte) (code >>> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        return control(memory, CLOSE, payload, payload.length);
    }

    private static ByteBuf control(ByteBufAllocator memory, int opcode, byte[] payload, int length) {
        ByteBuf frame = memory.buffer(2 + length);
        frame.writeByte(opcode | FINAL).writeByte(length);
        return frame.writeBytes(payload, 0, length);
    }

    private static void header(ByteBuf frame, int opcode, int length) {
        frame.writeByte(opcode);
        if (length < 126) {
            frame.writeByte(length);
        } else if (length < 65_536) {
            frame.writeByte(126).writeShort(length);
        } else {
            frame.writeByte(127).writeLong(length);
        }
    }
}
