package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.gateway.Part;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Takes the gateway's own pairing events out of what a client gets: they speak of devices that are not ours, and nobody
 * here can decide about them. Everything else passes as it comes. What is taken out leaves a harmless event with its
 * number behind, because a hole in the numbers makes clients begin anew. Not thread-safe.
 */
final class Sieve {
    private static final byte[] START =
            "{\"type\":\"event\",\"event\":\"device.pair.".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 65_536;

    private final MessageBuffer held = new MessageBuffer(LONGEST);
    private final Function<byte[], Optional<ByteBuffer>> substitute;
    private final BiConsumer<ByteBuffer, Part> outlet;
    private State state = State.BETWEEN;

    private enum State {
        BETWEEN,
        LOOKING,
        HOLDING,
        PASSING
    }

    /**
     * Before this outlet.
     *
     * @param substitute makes what is sent in place of an event; empty if nothing has to be
     */
    Sieve(Function<byte[], Optional<ByteBuffer>> substitute, BiConsumer<ByteBuffer, Part> outlet) {
        this.substitute = substitute;
        this.outlet = outlet;
    }

    void carry(ByteBuffer piece, Part part) {
        if (state == State.BETWEEN) {
            state = begins(piece) ? State.LOOKING : State.PASSING;
        }
        if (state == State.PASSING) {
            outlet.accept(piece, part);
        } else {
            hold(piece, part);
        }
        if (part == Part.ENDS) {
            state = State.BETWEEN;
        }
    }

    private void hold(ByteBuffer piece, Part part) {
        if (!held.add(piece)) {
            letGo(Part.CONTINUES);
            outlet.accept(piece, part);
            return;
        }
        ByteBuffer soFar = held.view();
        if (state == State.LOOKING && !begins(soFar)) {
            letGo(part);
            return;
        }
        state = soFar.remaining() >= START.length ? State.HOLDING : State.LOOKING;
        if (part == Part.ENDS) {
            end();
        }
    }

    private void end() {
        if (state == State.HOLDING) {
            substitute.apply(held.copy()).ifPresent(event -> outlet.accept(event, Part.ENDS));
            held.clear();
        } else {
            letGo(Part.ENDS);
        }
    }

    private void letGo(Part part) {
        outlet.accept(held.view(), part);
        held.clear();
        state = State.PASSING;
    }

    /** Tells whether these bytes may be the beginning of such an event. */
    private static boolean begins(ByteBuffer bytes) {
        int length = Math.min(bytes.remaining(), START.length);
        return bytes.slice(bytes.position(), length).equals(ByteBuffer.wrap(START, 0, length));
    }
}
