package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import dev.missioncontrol.relay.internal.scan.FrameScanner;
import dev.missioncontrol.relay.internal.scan.ScanFault;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The way from the client to the gateway: every byte is scanned before it goes on.
 *
 * <p>A frame of at most 64 KiB reaches the gateway whole or not at all. A longer one is passed on as it comes once its
 * method is known and carried; its last piece goes only when the whole frame has passed, so the gateway never sees the
 * end of a bad one.
 */
final class Uplink {
    static final long LONGEST_FRAME = 26_214_400;

    private final GatewaySocket gateway;
    private final Court court;
    private final FrameScanner scanner = new FrameScanner();
    private final MessageBuffer head = new MessageBuffer(FrameScanner.HEAD);
    private State state = State.BETWEEN;

    /** Decides what is carried, and about what is not. */
    interface Court {
        /** Rules a call. */
        Ruling rule(FrameScanner frame);

        /** Answers a call from our own desk. */
        void serve(FrameScanner frame, byte[] whole);

        /** Answers a call that is not carried. */
        void answer(Ruling ruling, FrameScanner frame);

        /** Answers a bad frame; the connection goes on. */
        void object(ScanFault fault, FrameScanner frame);

        /** Ends the connection because of a bad frame. */
        void close(ScanFault fault, FrameScanner frame);
    }

    private enum State {
        BETWEEN,
        HOLDING,
        STREAMING,
        SKIPPING
    }

    Uplink(GatewaySocket gateway, Court court) {
        this.gateway = gateway;
        this.court = court;
    }

    void onText(ByteBuffer piece, Part part) {
        if (state == State.BETWEEN) {
            scanner.begin();
            state = State.HOLDING;
        }
        if (state != State.SKIPPING) {
            ScanFault fault = faultOf(piece, part);
            if (fault == null) {
                pass(piece, part);
            } else {
                refuse(fault);
            }
        }
        if (part == Part.ENDS) {
            state = State.BETWEEN;
        }
    }

    void onBinary() {
        scanner.begin();
        court.close(ScanFault.BINARY, scanner);
    }

    /** Tells whether the gateway takes more now. */
    boolean isOpen() {
        return gateway.isWritable();
    }

    private @Nullable ScanFault faultOf(ByteBuffer piece, Part part) {
        if (scanner.length() + piece.remaining() > LONGEST_FRAME) {
            return ScanFault.TOO_LONG;
        }
        ScanFault fault = scanner.scan(piece);
        return fault == null && part == Part.ENDS ? scanner.finish() : fault;
    }

    private void pass(ByteBuffer piece, Part part) {
        if (state == State.STREAMING) {
            gateway.send(piece, part);
        } else if (part == Part.ENDS) {
            rule(piece, part);
        } else if (!head.add(piece)) {
            rule(piece, part);
        }
    }

    /** The frame has ended or outgrown the buffer: its method is known, so it can be ruled. */
    private void rule(ByteBuffer piece, Part part) {
        Ruling ruling = court.rule(scanner);
        if (ruling == Ruling.CARRIED) {
            if (!head.isEmpty()) {
                gateway.send(head.view(), Part.CONTINUES);
            }
            gateway.send(piece, part);
            state = State.STREAMING;
        } else if (ruling == Ruling.SERVED) {
            serve(piece, part);
        } else {
            court.answer(ruling, scanner);
            state = State.SKIPPING;
        }
        head.clear();
    }

    /** What is for the desk is short: a longer request is no request. */
    private void serve(ByteBuffer piece, Part part) {
        state = State.SKIPPING;
        if (part == Part.ENDS && head.add(piece)) {
            court.serve(scanner, head.copy());
        } else {
            court.object(ScanFault.TOO_LONG, scanner);
        }
    }

    private void refuse(ScanFault fault) {
        boolean untouched = state == State.HOLDING;
        head.clear();
        state = State.SKIPPING;
        if (untouched && fault.treatment() == ScanFault.Treatment.ANSWER) {
            court.object(fault, scanner);
        } else {
            court.close(fault, scanner);
        }
    }
}
