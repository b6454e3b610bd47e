package dev.missioncontrol.relay.netty;

import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.relay.front.ControlUiFront;
import dev.missioncontrol.relay.front.FrontAnswer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests under way at one front: so many at once and no more. Thread-safe. */
final class FrontRequests {
    private static final Logger log = LoggerFactory.getLogger(FrontRequests.class);

    private final BiFunction<Passage, String, FrontAnswer> front;
    private final Executor workers;
    private final Semaphore room;

    /** Answered by this front on these workers, so many at once. */
    FrontRequests(BiFunction<Passage, String, FrontAnswer> front, Executor workers, int most) {
        this.front = front;
        this.workers = workers;
        this.room = new Semaphore(most);
    }

    /**
     * Asks the front on a worker, where the answer comes; {@link #done()} is due for each request that was taken.
     *
     * @return false if there is no room
     */
    boolean ask(Passage passage, String body, Consumer<FrontAnswer> answer) {
        if (!room.tryAcquire()) {
            return false;
        }
        try {
            workers.execute(() -> answer.accept(answerTo(passage, body)));
            return true;
        } catch (RejectedExecutionException full) {
            room.release();
            return false;
        }
    }

    /** One request is over, however it ended. */
    void done() {
        room.release();
    }

    private FrontAnswer answerTo(Passage passage, String body) {
        try {
            return front.apply(passage, body);
        } catch (RuntimeException failed) {
            log.error("a request at the front failed", failed);
            return ControlUiFront.refusal(503, "unavailable");
        }
    }
}
