package dev.missioncontrol.gateway;

import dev.missioncontrol.gateway.internal.wire.FrameWriter;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls of one link that wait for their answers. Thread-safe. */
final class PendingCalls {
    private static final int MOST_UNANSWERED = 3;
    private static final int MOST_LATE = 1_024;

    private final Semaphore room;
    private final Runnable whenDeaf;
    private final Map<String, CompletableFuture<Reply>> waiting = new ConcurrentHashMap<>();
    private final Set<String> late = ConcurrentHashMap.newKeySet();
    private final AtomicLong lastId = new AtomicLong();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile @Nullable Way way;
    private volatile boolean abandoned;

    private record Way(GatewaySocket socket, long maxPayload) {}

    /** What it says of the connection that a call was not answered in time. */
    enum Waiting {
        /** Three such calls in a row, and the connection is taken for deaf. */
        IS_A_SIGN,
        /** Nothing: the gateway answers when somebody has acted. */
        IS_NORMAL
    }

    /**
     * Takes part in the client's own bound of calls that may wait.
     *
     * @param whenDeaf is run when three calls in a row were not answered in time
     */
    PendingCalls(Semaphore room, Runnable whenDeaf) {
        this.room = room;
        this.whenDeaf = whenDeaf;
    }

    /** Calls may be sent from now on. */
    void open(GatewaySocket socket, long maxPayload) {
        way = new Way(socket, maxPayload);
    }

    CompletionStage<Reply> call(String method, String paramsJson, Duration timeout) {
        return call(method, paramsJson, timeout, Waiting.IS_A_SIGN);
    }

    CompletionStage<Reply> call(String method, String paramsJson, Duration timeout, Waiting kind) {
        String id = "c" + lastId.incrementAndGet();
        ByteBuffer frame = StandardCharsets.UTF_8.encode(FrameWriter.request(id, method, paramsJson));
        Way open = way;
        if (open == null || abandoned) {
            return refused(Reply.Refused.NOT_CONNECTED, "the client is not connected");
        }
        if (frame.remaining() > open.maxPayload()) {
            return refused(Reply.Refused.TOO_LARGE, "the call is longer than the gateway takes");
        }
        if (!room.tryAcquire()) {
            return refused(Reply.Refused.TOO_MANY_CALLS, "too many calls are waiting");
        }
        return send(open, id, frame, timeout, kind);
    }

    /**
     * Hands a reply to its call; false if nobody waits for it: no call has that id, or it was answered before. The first
     * answer that comes after its call's deadline is let go without a word.
     */
    boolean settle(String id, Reply reply) {
        unanswered.set(0);
        CompletableFuture<Reply> call = waiting.get(id);
        if (call != null) {
            call.complete(reply);
            return true;
        }
        return late.remove(id);
    }

    /** The link is gone: nobody knows what became of the calls in flight. */
    void abandon() {
        abandoned = true;
        waiting.values().forEach(pending -> pending.complete(new Reply.Unknown()));
    }

    static CompletionStage<Reply> refused(String code, String message) {
        boolean worthRepeating = !code.equals(Reply.Refused.TOO_LARGE);
        return CompletableFuture.completedFuture(new Reply.Refused(code, null, null, message, worthRepeating, null));
    }

    private CompletionStage<Reply> send(Way open, String id, ByteBuffer frame, Duration timeout, Waiting kind) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        waiting.put(id, reply);
        CompletionStage<Reply> finished = reply.whenComplete((settled, never) -> {
            boolean tooLate = settled instanceof Reply.TimedOut;
            if (tooLate && late.size() < MOST_LATE) {
                late.add(id);
            }
            waiting.remove(id);
            room.release();
            if (tooLate && kind == Waiting.IS_A_SIGN && unanswered.incrementAndGet() == MOST_UNANSWERED) {
                whenDeaf.run();
            }
        });
        open.socket().send(frame, Part.ENDS);
        if (abandoned) {
            reply.complete(new Reply.Unknown());
        }
        reply.completeOnTimeout(new Reply.TimedOut(), timeout.toMillis(), TimeUnit.MILLISECONDS);
        return finished.thenApplyAsync(Function.identity());
    }
}
