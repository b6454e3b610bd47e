package dev.missioncontrol.gateway.netty;

import dev.missioncontrol.gateway.Part;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/**
 * Reads what a gateway sends (RFC 6455, section 5.2) and passes text on as it comes: not even a frame is gathered first.
 * Only the header of a frame and the payload of a control frame are kept. Not thread-safe.
 */
final class WebSocketReader {
    /** The gateway's own limit for one message, in bytes. */
    static final int MOST_BYTES = 26_214_400;

    /** More frames than any honest sender makes of one message. */
    static final int MOST_FRAMES = 4_096;

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private static final int MOST_CONTROL_BYTES = 125;
    private static final int SHORT_LENGTH = 126;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int BINARY_REFUSED = 1003;
    private static final int NOT_UTF8 = 1007;
    private static final int POLICY = 1008;
    private static final int TOO_BIG = 1009;

    private final Events events;
    private final byte[] header = new byte[10];
    private final byte[] control = new byte[MOST_CONTROL_BYTES];
    private final Utf8Check utf8 = new Utf8Check();
    private int headerLength;
    private int headerDue = 2;
    private int controlLength;
    private long left;
    private boolean inPayload;
    private boolean inMessage;
    private long messageBytes;
    private int messageFrames;
    private long messagesEnded;
    private boolean over;

    /** What a gateway sends. */
    interface Events {
        /** A piece of text, a view that the receiver retains if it keeps it. */
        void onText(ByteBuf utf8, Part part);

        /** A ping that wants its payload back. */
        void onPing(byte[] payload);

        /** A close frame; nothing more is read. */
        void onClose(CloseFrame close);

        /** The gateway breaks the protocol or a limit: nothing more is read. */
        void onFault(int closeCode);
    }

    WebSocketReader(Events events) {
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
        in.skipBytes(in.readableBytes());
    }

    /** Tells whether a message or a frame has begun and not ended. */
    boolean isInside() {
        return !over && (inMessage || inPayload || headerLength > 0);
    }

    /** How many messages have ended. */
    long messagesEnded() {
        return messagesEnded;
    }

    private void header(ByteBuf in) {
        header[headerLength++] = in.readByte();
        if (headerLength == 2) {
            headerDue = 2 + lengthBytes();
        }
        if (headerLength == headerDue) {
            headerLength = 0;
            headerDue = 2;
            frameBegins();
        }
    }

    private int lengthBytes() {
        int length = header[1] & 0x7f;
        return length < SHORT_LENGTH ? 0 : length == SHORT_LENGTH ? 2 : 8;
    }

    private void frameBegins() {
        left = payloadLength();
        controlLength = 0;
        int fault = isSound() ? isControl() ? 0 : judgeData() : PROTOCOL_ERROR;
        if (fault != 0) {
            fault(fault);
            return;
        }
        inPayload = true;
        if (left == 0) {
            piece(Unpooled.EMPTY_BUFFER);
        }
    }

    private boolean isSound() {
        boolean reserved = (header[0] & 0x70) != 0;
        boolean masked = (header[1] & 0x80) != 0;
        if (reserved || masked || !isShortest()) {
            return false;
        }
        return switch (opcode()) {
            case CONTINUATION -> inMessage;
            case TEXT, BINARY -> !inMessage;
            case CLOSE, PING, PONG -> isFinal() && left <= MOST_CONTROL_BYTES;
            default -> false;
        };
    }

    /** The length has the shortest form there is for it; a negative one has none. */
    private boolean isShortest() {
        return switch (lengthBytes()) {
            case 0 -> true;
            case 2 -> left >= SHORT_LENGTH;
            default -> left > 0xffff;
        };
    }

    private int judgeData() {
        if (opcode() == BINARY) {
            return BINARY_REFUSED;
        }
        if (!inMessage) {
            messageBytes = 0;
            messageFrames = 0;
        }
        inMessage = true;
        messageFrames++;
        if (left > MOST_BYTES - messageBytes) {
            return TOO_BIG;
        }
        messageBytes += left;
        return messageFrames > MOST_FRAMES ? POLICY : 0;
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
        left -= take;
        piece(in.readSlice(take));
    }

    private void piece(ByteBuf bytes) {
        inPayload = left > 0;
        if (isControl()) {
            int count = bytes.readableBytes();
            bytes.getBytes(bytes.readerIndex(), control, controlLength, count);
            controlLength += count;
            if (!inPayload) {
                controlEnds();
            }
            return;
        }
        boolean ends = !inPayload && isFinal();
        if (!utf8.accepts(bytes) || (ends && !utf8.isComplete())) {
            fault(NOT_UTF8);
            return;
        }
        if (ends) {
            inMessage = false;
            messagesEnded++;
        }
        if (ends || bytes.isReadable()) {
            events.onText(bytes, ends ? Part.ENDS : Part.CONTINUES);
        }
    }

    private void controlEnds() {
        byte[] body = Arrays.copyOf(control, controlLength);
        if (opcode() == PING) {
            events.onPing(body);
        } else if (opcode() == CLOSE) {
            CloseFrame.read(body).ifPresentOrElse(this::close, () -> fault(PROTOCOL_ERROR));
        }
    }

    private void close(CloseFrame frame) {
        over = true;
        events.onClose(frame);
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
