package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.internal.scan.Capture;
import dev.missioncontrol.relay.internal.scan.GatewayHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Takes the gateway's own pairing events out of what a client gets: they speak of devices that are not ours, and nobody
 * here can decide about them. Everything else passes as it comes. What is taken out leaves a harmless event with its
 * number behind, because a hole in the numbers makes clients begin anew.
 *
 * <p>A message passes once it is known to be something else. One that does not tell in its first 64 KiB what it is, or a
 * pairing event whose number cannot be read, is neither passed nor left out: the connection has to end, and the client
 * begins anew with nothing missing. Not thread-safe.
 */
final class Sieve {
    static final int LONGEST = 65_536;

    private static final byte[] PAIRING = "device.pair.".getBytes(StandardCharsets.US_ASCII);
    private static final int STEP = 64;

    private final MessageBuffer held = new MessageBuffer(LONGEST);
    private final GatewayHead head = new GatewayHead();
    private final Outlet outlet;
    private State state = State.BETWEEN;

    /** Where messages go. */
    interface Outlet {
        /** Takes a piece of a message. */
        void pass(ByteBuffer piece, Part part);

        /**
         * An answer is about to pass.
         *
         * @param id the request's id, as the gateway writes it
         * @param beginning what there is of the answer
         * @param part whether that is all
         */
        void answering(Capture id, ByteBuffer beginning, Part part);

        /** A message cannot be understood: it and everything behind it is kept back. */
        void unclear();
    }

    private enum State {
        BETWEEN,
        LOOKING,
        PASSING,
        TAKING,
        STUCK
    }

    Sieve(Outlet outlet) {
        this.outlet = outlet;
    }

    void carry(ByteBuffer piece, Part part) {
        if (state == State.BETWEEN) {
            head.begin();
            state = State.LOOKING;
        }
        switch (state) {
            case LOOKING -> look(piece, part);
            case PASSING -> outlet.pass(piece, part);
            case TAKING -> take(piece, piece.position(), part);
            default -> {}
        }
        if (part == Part.ENDS && state != State.STUCK) {
            state = State.BETWEEN;
        }
    }

    /** Tells whether something could not be understood. */
    boolean isStuck() {
        return state == State.STUCK;
    }

    private void look(ByteBuffer piece, Part part) {
        int at = piece.position();
        int end = Math.min(piece.limit(), at + LONGEST - held.length());
        boolean sound = true;
        while (sound && at < end && !head.isTold()) {
            int to = Math.min(end, at + STEP);
            sound = head.scan(piece, at, to);
            at = to;
        }
        if (head.isEventOf(PAIRING)) {
            held.clear();
            state = State.TAKING;
            takeIf(sound, piece, at, part);
        } else if (head.isTold()
                || (head.isAnswer() && !sound)
                || (sound && part == Part.ENDS && at == piece.limit())) {
            release(piece, part);
        } else if (!sound || !hold(piece)) {
            giveUp();
        }
    }

    /** An answer is passed on even if it does not say soon to what. */
    private boolean hold(ByteBuffer piece) {
        if (held.add(piece)) {
            return true;
        }
        if (head.isAnswer()) {
            release(piece, Part.CONTINUES);
            return true;
        }
        return false;
    }

    private void release(ByteBuffer piece, Part part) {
        state = State.PASSING;
        if (held.isEmpty()) {
            announce(piece, part);
            outlet.pass(piece, part);
        } else if (held.add(piece)) {
            announce(held.view(), part);
            outlet.pass(held.view(), part);
        } else {
            announce(held.view(), Part.CONTINUES);
            outlet.pass(held.view(), Part.CONTINUES);
            outlet.pass(piece, part);
        }
        held.clear();
    }

    private void announce(ByteBuffer beginning, Part part) {
        if (head.isAnswer() && head.isIdKnown()) {
            outlet.answering(head.id(), beginning, part);
        }
    }

    private void take(ByteBuffer piece, int from, Part part) {
        takeIf(head.scan(piece, from, piece.limit()), piece, piece.limit(), part);
    }

    /** Reads on in an event that is taken out, for its number. */
    private void takeIf(boolean sound, ByteBuffer piece, int from, Part part) {
        if (!sound) {
            giveUp();
        } else if (from < piece.limit()) {
            take(piece, from, part);
        } else if (part == Part.ENDS) {
            leaveNumber();
        }
    }

    private void leaveNumber() {
        if (!head.isWhole()) {
            giveUp();
        } else if (!head.seq().isEmpty()) {
            String tick = "{\"type\":\"event\",\"event\":\"tick\",\"payload\":{},\"seq\":" + head.seq() + "}";
            outlet.pass(ByteBuffer.wrap(tick.getBytes(StandardCharsets.US_ASCII)), Part.ENDS);
        }
    }

    private void giveUp() {
        held.clear();
        state = State.STUCK;
        outlet.unclear();
    }
}
