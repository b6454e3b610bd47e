package dev.missioncontrol.gateway;

import dev.missioncontrol.gateway.internal.wire.FrameWriter;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls of one link that wait for their answers. Thread-safe. */
final class PendingCalls {
    private static final String ID_PREFIX = "c";

    private final Semaphore room;
    private final Map<String, CompletableFuture<Reply>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private volatile @Nullable Way way;
    private volatile boolean abandoned;

    private record Way(GatewaySocket socket, long maxPayload) {}

    /** Takes part in the client's own bound of calls that may wait. */
    PendingCalls(Semaphore room) {
        this.room = room;
    }

    /** Calls may be sent from now on. */
    void open(GatewaySocket socket, long maxPayload) {
        way = new Way(socket, maxPayload);
    }

    CompletionStage<Reply> call(String method, String paramsJson, Duration timeout) {
        String id = ID_PREFIX + lastId.incrementAndGet();
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
        return send(open, id, frame, timeout);
    }

    /** Hands a reply to its call; false if no call of that id was ever made. */
    boolean settle(String id, Reply reply) {
        CompletableFuture<Reply> call = waiting.get(id);
        if (call != null) {
            call.complete(reply);
            return true;
        }
        return wasMade(id);
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

    private CompletionStage<Reply> send(Way open, String id, ByteBuffer frame, Duration timeout) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        waiting.put(id, reply);
        CompletionStage<Reply> finished = reply.whenComplete((settled, never) -> {
            waiting.remove(id);
            room.release();
        });
        open.socket().send(frame, Part.ENDS);
        if (abandoned) {
            reply.complete(new Reply.Unknown());
        }
        reply.completeOnTimeout(new Reply.TimedOut(), timeout.toMillis(), TimeUnit.MILLISECONDS);
        return finished.thenApplyAsync(Function.identity());
    }

    private boolean wasMade(String id) {
        if (!id.startsWith(ID_PREFIX) || id.length() > 19) {
            return false;
        }
        try {
            long number = Long.parseLong(id.substring(ID_PREFIX.length()));
            return number >= 1 && number <= lastId.get();
        } catch (NumberFormatException notOurs) {
            return false;
        }
    }
}
