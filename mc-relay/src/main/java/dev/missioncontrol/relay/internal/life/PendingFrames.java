package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.gateway.Part;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The frames a client sent behind {@code connect} without waiting for hello: at most 15 of at most 64 KiB. */
final class PendingFrames {
    private static final int MOST = 15;

    /** What became of a piece. */
    enum Fit {
        FITS,
        TOO_LONG,
        TOO_MANY
    }

    private final MessageBuffer current = new MessageBuffer(AwaitingConnect.LONGEST_FRAME);
    private final List<byte[]> frames = new ArrayList<>();

    Fit add(ByteBuffer utf8, Part part) {
        if (frames.size() == MOST) {
            return Fit.TOO_MANY;
        }
        if (!current.add(utf8)) {
            return Fit.TOO_LONG;
        }
        if (part == Part.ENDS) {
            frames.add(current.copy());
            current.clear();
        }
        return Fit.FITS;
    }

    /** The whole frames, in order. */
    List<byte[]> frames() {
        return frames;
    }

    /** What came of a frame that has not ended yet. */
    byte[] rest() {
        return current.copy();
    }
}
