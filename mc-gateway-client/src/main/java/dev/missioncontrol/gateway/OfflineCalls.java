package dev.missioncontrol.gateway;

import dev.missioncontrol.gateway.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls that wait for a connection. None of them was sent, so none is ever of unknown outcome: each is sent once, or
 * refused. Thread-safe; bounded by number and by characters.
 */
final class OfflineCalls {
    static final long MOST_CHARACTERS = 4L * 1024 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final int most;
    private long characters;
    private boolean over;

    /** One call; it is settled when it was sent and answered, or refused. Its patience ends when it is sent. */
    private record Waiting(
            String method,
            String paramsJson,
            Duration timeout,
            long since,
            CompletableFuture<Wait> patience,
            CompletableFuture<Reply> reply) {
        int characters() {
            return method.length() + paramsJson.length();
        }

        Duration left() {
            return timeout.minusNanos(System.nanoTime() - since);
        }
    }

    private enum Wait {
        WAS_LONG_ENOUGH,
        IS_OVER
    }

    OfflineCalls(int most) {
        this.most = most;
    }

    /** Keeps a call until there is a connection, or refuses it. */
    CompletionStage<Reply> add(String method, String paramsJson, Duration timeout) {
        FrameWriter.requireObject(paramsJson);
        Waiting call = new Waiting(
                method, paramsJson, timeout, System.nanoTime(), new CompletableFuture<>(), new CompletableFuture<>());
        lock.lock();
        try {
            if (over || most == 0) {
                return notConnected();
            }
            if (waiting.size() >= most || characters + call.characters() > MOST_CHARACTERS) {
                return PendingCalls.refused(Reply.Refused.QUEUE_FULL, "too many calls wait for a connection");
            }
            waiting.add(call);
            characters += call.characters();
        } finally {
            lock.unlock();
        }
        expireLater(call);
        return call.reply().thenApplyAsync(Function.identity());
    }

    /** Sends all that waits, in order. */
    void send(PendingCalls calls) {
        for (Waiting call = take(); call != null; call = take()) {
            CompletableFuture<Reply> reply = call.reply();
            Duration left = call.left();
            if (left.toMillis() < 1) {
                refuse(call);
            } else {
                calls.call(call.method(), call.paramsJson(), left).thenAccept(reply::complete);
            }
        }
    }

    /** Refuses all that waits and all that will come: there is no connection any more. */
    void refuseAll() {
        lock.lock();
        try {
            over = true;
        } finally {
            lock.unlock();
        }
        for (Waiting call = take(); call != null; call = take()) {
            refuse(call);
        }
    }

    /** The timer goes with the wait: a call that was sent leaves nothing behind. */
    @SuppressWarnings("FutureReturnValueIgnored") // the patience itself says how it ended
    private void expireLater(Waiting call) {
        call.patience().thenAccept(end -> {
            if (end == Wait.WAS_LONG_ENOUGH) {
                expire(call);
            }
        });
        call.patience().completeOnTimeout(Wait.WAS_LONG_ENOUGH, call.timeout().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void expire(Waiting call) {
        boolean stillWaits;
        lock.lock();
        try {
            stillWaits = waiting.remove(call);
            characters -= stillWaits ? call.characters() : 0;
        } finally {
            lock.unlock();
        }
        if (stillWaits) {
            refuse(call);
        }
    }

    private @Nullable Waiting take() {
        Waiting call;
        lock.lock();
        try {
            call = waiting.poll();
            characters -= call == null ? 0 : call.characters();
        } finally {
            lock.unlock();
        }
        if (call != null) {
            call.patience().complete(Wait.IS_OVER);
        }
        return call;
    }

    private static void refuse(Waiting call) {
        notConnected().thenAccept(call.reply()::complete);
    }

    private static CompletionStage<Reply> notConnected() {
        return PendingCalls.refused(Reply.Refused.NOT_CONNECTED, "the client is not connected");
    }
}
