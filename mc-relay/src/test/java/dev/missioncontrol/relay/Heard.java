package dev.missioncontrol.relay;

import dev.missioncontrol.gateway.Part;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What one end of a connection was sent, byte by byte, and how it ended. */
final class Heard {
    private static final long PATIENCE_SECONDS = 30;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    private boolean over;

    /** Something that was heard. */
    sealed interface Event {
        /** A whole message. */
        final class Message implements Event {
            private final byte[] utf8;

            private Message(byte[] utf8) {
                this.utf8 = utf8;
            }

            byte[] utf8() {
                return utf8;
            }
        }

        /** The end. */
        record Closed(int code) implements Event {}

        /** Something behind the end, which may not be. */
        record Late() implements Event {}
    }

    void send(ByteBuffer utf8, Part part) {
        if (over) {
            events.add(new Event.Late());
            return;
        }
        byte[] bytes = new byte[utf8.remaining()];
        utf8.duplicate().get(bytes);
        pieces.writeBytes(bytes);
        if (part == Part.ENDS) {
            events.add(new Event.Message(pieces.toByteArray()));
            pieces.reset();
        }
    }

    void close(int code) {
        over = true;
        events.add(new Event.Closed(code));
    }

    /** The next event. */
    Event next() throws InterruptedException {
        Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing came");
        }
        return event;
    }

    /** The next event, if there is one by then. */
    Optional<Event> soon(long millis) throws InterruptedException {
        return Optional.ofNullable(events.poll(millis, TimeUnit.MILLISECONDS));
    }
}
