package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.RelayConnection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;

/**
 * The way to the client: gateway frames as they come, untouched, and the relay's own answers between them.
 */
final class Downlink {
    private static final byte[] REPLY = "{\"type\":\"res\"".getBytes(StandardCharsets.US_ASCII);

    private final RelayConnection connection;
    private final Sieve sieve;
    private final Deque<ByteBuffer> answers = new ArrayDeque<>();
    private boolean midMessage;
    private long replies;

    /** To this client, past a sieve. */
    Downlink(RelayConnection connection, Function<byte[], Optional<ByteBuffer>> substitute) {
        this.connection = connection;
        this.sieve = new Sieve(substitute, connection::send);
    }

    /** Passes on a piece of what the gateway sent, unless it is not for this client. */
    void carry(ByteBuffer utf8, Part part) {
        replies += !midMessage && isReply(utf8) ? 1 : 0;
        sieve.carry(utf8, part);
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

    /** How many answers the gateway gave, as far as that can be told from how they begin. */
    long replies() {
        return replies;
    }

    /** The gateway writes {@code type} first; what is written otherwise, or comes in crumbs, is not counted. */
    private static boolean isReply(ByteBuffer start) {
        return start.remaining() >= REPLY.length
                && start.slice(start.position(), REPLY.length).equals(ByteBuffer.wrap(REPLY));
    }

    /** Tells whether the client takes more now: there is room, and no answer waits for a message to end. */
    boolean isOpen() {
        return connection.isWritable() && answers.isEmpty();
    }
}
