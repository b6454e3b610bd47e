package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.RelayConnection;
import dev.missioncontrol.relay.internal.scan.Capture;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The way to the client: gateway frames as they come, untouched, and the relay's own answers between them.
 */
final class Downlink {
    private final RelayConnection connection;
    private final Sieve sieve;
    private final Deque<ByteBuffer> answers = new ArrayDeque<>();
    private boolean midMessage;

    /**
     * To this client, past a sieve.
     *
     * @param calls learns what the gateway answers
     * @param unclear runs when the gateway sends what cannot be understood; nothing more is sent then
     */
    Downlink(RelayConnection connection, CallsInFlight calls, Runnable unclear) {
        this.connection = connection;
        this.sieve = new Sieve(new Outlet(connection, calls, unclear));
    }

    /** Passes on a piece of what the gateway sent, unless it is not for this client. */
    void carry(ByteBuffer utf8, Part part) {
        sieve.carry(utf8, part);
        if (sieve.isStuck()) {
            answers.clear();
            return;
        }
        midMessage = part == Part.CONTINUES;
        while (!midMessage && !answers.isEmpty()) {
            connection.send(answers.remove(), Part.ENDS);
        }
    }

    /** Sends an answer of the relay's own, as soon as the gateway's present message has ended. */
    void answer(ByteBuffer whole) {
        if (midMessage) {
            answers.add(whole);
        } else {
            connection.send(whole, Part.ENDS);
        }
    }

    /** Tells whether the client has every message whole. */
    boolean isBetween() {
        return !midMessage;
    }

    /** Tells whether the client takes more now: there is room, and no answer waits for a message to end. */
    boolean isOpen() {
        return connection.isWritable() && answers.isEmpty();
    }

    private record Outlet(RelayConnection connection, CallsInFlight calls, Runnable ending) implements Sieve.Outlet {
        @Override
        public void pass(ByteBuffer piece, Part part) {
            connection.send(piece, part);
        }

        @Override
        public void answering(Capture id, ByteBuffer beginning, Part part) {
            calls.answering(id, beginning, part);
        }

        @Override
        public void unclear() {
            ending.run();
        }
    }
}
