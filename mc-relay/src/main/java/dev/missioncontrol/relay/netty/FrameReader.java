package dev.missioncontrol.relay.netty;

import dev.missioncontrol.gateway.Part;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/**
 * Reads what clients send (RFC 6455, section 5.2) and passes on text as it comes: not even a frame is gathered first.
 * Only the header of a frame and the payload of a control frame are kept. Not thread-safe.
 */
final class FrameReader {
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private static final int MOST_CONTROL_BYTES = 125;
    private static final int MOST_FRAGMENTS = 4_096;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int POLICY = 1008;

    private final Events events;
    private final byte[] header = new byte[14];
    private final byte[] control = new byte[MOST_CONTROL_BYTES];
    private int headerLength;
    private int headerDue = 2;
    private int controlLength;
    private long left;
    private int masked;
    private boolean inPayload;
    private boolean inMessage;
    private int fragments;
    private boolean binary;
    private boolean over;

    /** What a client sends. */
    interface Events {
        /** A piece of text; the view is valid during the call. */
        void onText(ByteBuffer utf8, Part part);

        /** A binary message began; its bytes are dropped. */
        void onBinary();

        /** A ping that wants this answer. */
        void onPing(byte[] payload, int length);

        /** A close frame. */
        void onClose(int code);

        /** The client breaks the protocol: nothing more is read. */
        void onFault(int closeCode);
    }

    FrameReader(Events events) {
        this.events = events;
    }

    /** Reads all there is. */
    void read(ByteBuf in) {
        while (in.isReadable() && !over) {
            if (inPayload) {
                payload(in);
            } else {
                header(in);
            }
        }
    }

    private void header(ByteBuf in) {
        header[headerLength++] = in.readByte();
        if (headerLength == 2) {
            headerDue = 2 + lengthBytes() + 4;
        }
        if (headerLength == headerDue) {
            frameBegins();
        }
    }

    private int lengthBytes() {
        int length = header[1] & 0x7f;
        return length < 126 ? 0 : length == 126 ? 2 : 8;
    }

    private void frameBegins() {
        left = payloadLength();
        masked = 0;
        controlLength = 0;
        headerLength = 0;
        if (!isSound()) {
            fault(PROTOCOL_ERROR);
            return;
        }
        if (opcode() == BINARY) {
            binary = true;
            events.onBinary();
        }
        if (!isControl() && !isMessageSound()) {
            return;
        }
        inPayload = true;
        if (left == 0) {
            frameEnds(ByteBuffer.allocate(0));
        }
    }

    private boolean isSound() {
        boolean reserved = (header[0] & 0x70) != 0;
        boolean unmasked = (header[1] & 0x80) == 0;
        if (reserved || unmasked || left < 0) {
            return false;
        }
        return switch (opcode()) {
            case CONTINUATION -> inMessage;
            case TEXT, BINARY -> !inMessage;
            case CLOSE, PING, PONG -> isFinal() && left <= MOST_CONTROL_BYTES;
            default -> false;
        };
    }

    private boolean isMessageSound() {
        fragments = opcode() == CONTINUATION ? fragments + 1 : 1;
        inMessage = true;
        if (fragments > MOST_FRAGMENTS) {
            fault(POLICY);
            return false;
        }
        return true;
    }

    private long payloadLength() {
        int bytes = lengthBytes();
        if (bytes == 0) {
            return header[1] & 0x7f;
        }
        long length = 0;
        for (int i = 0; i < bytes; i++) {
            length = (length << 8) | (header[2 + i] & 0xff);
        }
        return length;
    }

    private void payload(ByteBuf in) {
        int take = (int) Math.min(left, in.readableBytes());
        unmask(in, in.readerIndex(), take);
        left -= take;
        if (isControl()) {
            in.getBytes(in.readerIndex(), control, controlLength, take);
            controlLength += take;
        }
        ByteBuffer view = in.nioBuffer(in.readerIndex(), take);
        in.skipBytes(take);
        if (left == 0) {
            frameEnds(view);
        } else if (!isControl() && !binary) {
            events.onText(view, Part.CONTINUES);
        }
    }

    private void unmask(ByteBuf in, int from, int length) {
        int mask = 2 + lengthBytes();
        for (int i = from; i < from + length; i++) {
            in.setByte(i, in.getByte(i) ^ header[mask + (masked & 3)]);
            masked++;
        }
    }

    private void frameEnds(ByteBuffer last) {
        inPayload = false;
        headerDue = 2;
        switch (opcode()) {
            case PING -> events.onPing(control, controlLength);
            case PONG -> {}
            case CLOSE -> {
                over = true;
                events.onClose(closeCode());
            }
            default -> {
                inMessage = !isFinal();
                dataEnds(last);
            }
        }
    }

    private void dataEnds(ByteBuffer last) {
        if (!binary) {
            events.onText(last, isFinal() ? Part.ENDS : Part.CONTINUES);
        }
        binary = binary && !isFinal();
    }

    private int closeCode() {
        return controlLength < 2 ? 1005 : ((control[0] & 0xff) << 8) | (control[1] & 0xff);
    }

    private void fault(int code) {
        over = true;
        events.onFault(code);
    }

    private int opcode() {
        return header[0] & 0x0f;
    }

    private boolean isControl() {
        return (header[0] & 0x08) != 0;
    }

    private boolean isFinal() {
        return (header[0] & 0x80) != 0;
    }
}
