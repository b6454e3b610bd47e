package dev.missioncontrol.relay.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes a body to a browser as fast as the browser takes it: the next piece is asked for when the last one fits. What
 * is too long, breaks off or stalls cuts the connection, so that half an answer never looks whole.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends in channelInactive
final class PageWriter implements Flow.Subscriber<List<ByteBuffer>> {
    private final ChannelHandlerContext ctx;
    private final PageLimits limits;
    private final Runnable whole;
    private Flow.@Nullable Subscription source;
    private @Nullable Future<?> end;
    private long written;
    private boolean asked;
    private boolean over;

    /**
     * A writer.
     *
     * @param whole is run on the loop when the last byte is on its way, before it can arrive
     */
    PageWriter(ChannelHandlerContext ctx, PageLimits limits, Runnable whole) {
        this.ctx = ctx;
        this.limits = limits;
        this.whole = whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        boolean taken = onLoop(() -> {
            source = subscription;
            if (over) {
                subscription.cancel();
            } else {
                more();
            }
        });
        if (!taken) {
            subscription.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        onLoop(() -> write(pieces));
    }

    @Override
    public void onError(Throwable failure) {
        onLoop(this::cut);
    }

    @Override
    public void onComplete() {
        onLoop(this::complete);
    }

    /** Asks for the next piece, if none was asked for and there is room; on the loop. */
    void more() {
        if (source != null && !asked && !over && ctx.channel().isWritable()) {
            asked = true;
            source.request(1);
        }
        watch();
    }

    /** The browser is gone; on the loop. */
    void cancel() {
        over = true;
        unwatch();
        if (source != null) {
            source.cancel();
        }
    }

    private void write(List<ByteBuffer> pieces) {
        asked = false;
        if (over) {
            return;
        }
        for (ByteBuffer piece : pieces) {
            written += piece.remaining();
            if (written > limits.longest()) {
                cut();
                return;
            }
            ctx.write(new DefaultHttpContent(Unpooled.wrappedBuffer(piece)));
        }
        ctx.flush();
        more();
    }

    private void complete() {
        if (over) {
            return;
        }
        over = true;
        unwatch();
        ctx.write(LastHttpContent.EMPTY_LAST_CONTENT);
        whole.run();
        ctx.flush();
    }

    private void cut() {
        if (!over) {
            cancel();
            ctx.close();
        }
    }

    private void watch() {
        unwatch();
        if (!over) {
            end = ctx.executor().schedule(this::cut, limits.stall().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void unwatch() {
        if (end != null) {
            end.cancel(false);
            end = null;
        }
    }

    /** False if the server has closed, and the browser's connection with it. */
    private boolean onLoop(Runnable step) {
        try {
            ctx.executor().execute(step);
            return true;
        } catch (RejectedExecutionException loopIsGone) {
            return false;
        }
    }
}
