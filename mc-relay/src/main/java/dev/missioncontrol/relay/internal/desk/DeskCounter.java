package dev.missioncontrol.relay.internal.desk;

import dev.missioncontrol.relay.internal.wire.Answers;
import dev.missioncontrol.relay.internal.wire.DeskReader;
import dev.missioncontrol.relay.internal.wire.DeskReading;
import dev.missioncontrol.relay.internal.wire.WireError;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where requests to the desk come in as frames and answers go out as frames. Thread-safe; calls block. */
public final class DeskCounter {
    private static final Logger log = LoggerFactory.getLogger(DeskCounter.class);
    private static final DeskReply BUSY = new DeskReply.Refused(
            WireError.of("UNAVAILABLE", "the records cannot be reached now").retryAfter(Duration.ofSeconds(1)));

    private final DeskOffice office;
    private final DeskReader reader = new DeskReader();
    private final Answers answers;

    /** Before this office. */
    public DeskCounter(DeskOffice office, Answers answers) {
        this.office = office;
        this.answers = answers;
    }

    /**
     * Answers one request.
     *
     * @param id the request's id as it was written
     * @param frame the whole request
     */
    public ByteBuffer answer(String id, String method, byte[] frame, DeskCaller caller) {
        DeskReply reply = reply(method, frame, caller);
        return reply instanceof DeskReply.Done done
                ? answers.done(id, done.payload())
                : answers.refusal(id, ((DeskReply.Refused) reply).error());
    }

    private DeskReply reply(String method, byte[] frame, DeskCaller caller) {
        try {
            DeskReading reading = reader.read(method, frame);
            return reading instanceof DeskReading.Read read
                    ? office.decide(read.call(), caller)
                    : DeskReply.Refused.invalid(((DeskReading.Malformed) reading).message());
        } catch (RuntimeException lost) {
            log.error("a request to the desk failed", lost);
            return BUSY;
        }
    }
}
