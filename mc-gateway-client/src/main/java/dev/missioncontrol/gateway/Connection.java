package dev.missioncontrol.gateway;

import dev.missioncontrol.gateway.internal.wire.Frame;
import dev.missioncontrol.gateway.internal.wire.FrameReader;
import dev.missioncontrol.gateway.internal.wire.MessageAssembler;
import dev.missioncontrol.gateway.internal.wire.MessageAssembler.Outcome;
import dev.missioncontrol.gateway.internal.wire.WireError;
import dev.missioncontrol.gateway.spi.FrameSink;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;

/** What arrives on one link behind hello: answers go to their calls, events to the loop. */
final class Connection implements FrameSink {
    private static final int LONGEST_MESSAGE = 26_214_400;
    private static final int PROTOCOL_ERROR = 1002;

    private final long link;
    private final PendingCalls calls;
    private final Owner owner;
    private final InstantSource time;
    private final EventBacklog backlog = new EventBacklog();
    private final MessageAssembler message = new MessageAssembler();
    private final Strikes strikes;
    private long nextSeq = 1;
    private boolean broken;
    private volatile Instant lastHeard;

    /** Who has to know. Called on the transport's thread; must not block. */
    interface Owner {
        void event(Connection from, String name, String payloadJson, long seq);

        void gap(long link, long expected, long received);

        void broken(long link, int closeCode, CloseReason reason);

        void closed(long link, int closeCode);
    }

    Connection(long link, PendingCalls calls, Owner owner, InstantSource time) {
        this.link = link;
        this.calls = calls;
        this.owner = owner;
        this.time = time;
        this.strikes = new Strikes(time);
        this.lastHeard = time.instant();
    }

    long link() {
        return link;
    }

    EventBacklog backlog() {
        return backlog;
    }

    Instant lastHeard() {
        return lastHeard;
    }

    @Override
    public void onText(ByteBuffer utf8, Part part) {
        if (broken) {
            return;
        }
        lastHeard = time.instant();
        Outcome outcome = message.add(utf8, part, LONGEST_MESSAGE);
        if (outcome instanceof Outcome.Complete complete) {
            take(FrameReader.read(complete.text()));
        } else if (!(outcome instanceof Outcome.Incomplete)) {
            broken(PROTOCOL_ERROR);
        }
    }

    @Override
    public void onBroken(int code) {
        broken(code);
    }

    @Override
    public void onClosed(int code, String reason) {
        calls.abandon();
        owner.closed(link, code);
    }

    private void take(Frame frame) {
        if (frame instanceof Frame.Event event) {
            takeEvent(event);
        } else if (frame instanceof Frame.Answer answer) {
            settled(answer.id(), new Reply.Result(answer.payloadJson()));
        } else if (frame instanceof Frame.Failure failure) {
            settled(failure.id(), refused(failure.error()));
        } else {
            broken(PROTOCOL_ERROR);
        }
    }

    private void takeEvent(Frame.Event event) {
        if (event.name().equals("connect.challenge")) {
            broken(PROTOCOL_ERROR);
            return;
        }
        long seq = event.seq();
        if (seq != 0) {
            if (seq != nextSeq) {
                owner.gap(link, nextSeq, seq);
            }
            nextSeq = seq + 1;
        }
        backlog.add(event.payloadJson().length());
        owner.event(this, event.name(), event.payloadJson(), seq);
    }

    private void settled(String id, Reply reply) {
        if (!calls.settle(id, reply) && strikes.isTooMany()) {
            broken(PROTOCOL_ERROR);
        }
    }

    /** Said once: what still arrives until the socket is closed is not read. */
    private void broken(int closeCode) {
        if (!broken) {
            broken = true;
            owner.broken(link, closeCode, CloseReason.PROTOCOL_ERROR);
        }
    }

    private static Reply refused(WireError error) {
        return new Reply.Refused(
                error.code(),
                error.detailsCode(),
                error.detailsJson(),
                error.message(),
                error.retryable(),
                error.retryAfter());
    }
}
