package dev.missioncontrol.gateway.netty;

import dev.missioncontrol.gateway.Part;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes into pieces of text, pings, closes and faults, and gives each message a deadline.
 *
 * <p>The deadline counts in sixths, and only those in which nobody paused reading: a slow reader on this side is not a
 * slow sender on the other.
 */
final class PieceDecoder extends ChannelInboundHandlerAdapter implements WebSocketFrameDecoder, WebSocketReader.Events {
    private static final int SLICES = 6;
    private static final int POLICY = 1008;

    private final WebSocketReader reader = new WebSocketReader(this);
    private final ReadPauses pauses;
    private final long sliceNanos;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> timer;
    private long watched;
    private long pausesSeen;
    private int slicesUsed;

    PieceDecoder(ReadPauses pauses, Duration messageDeadline) {
        this.pauses = pauses;
        this.sliceNanos = messageDeadline.dividedBy(SLICES).toNanos();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            reader.read(bytes);
        } finally {
            bytes.release();
        }
        if (reader.isInside() && timer == null) {
            watch(from);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
        Future<?> running = timer;
        if (running != null) {
            running.cancel(false);
        }
        gone.fireChannelInactive();
    }

    @Override
    public void onText(ByteBuf utf8, Part part) {
        fire(new TextPiece(utf8.retain(), part));
    }

    @Override
    public void onPing(byte[] payload) {
        fire(new PingWebSocketFrame(Unpooled.wrappedBuffer(payload)));
    }

    @Override
    public void onClose(CloseFrame close) {
        fire(close);
    }

    @Override
    public void onFault(int closeCode) {
        fire(new WireFault(closeCode));
    }

    private void fire(Object event) {
        ChannelHandlerContext here = context;
        if (here != null) {
            here.fireChannelRead(event);
        }
    }

    private void watch(ChannelHandlerContext here) {
        watched = reader.messagesEnded();
        pausesSeen = pauses.count();
        slicesUsed = 0;
        timer = here.executor().schedule(() -> sliceIsOver(here), sliceNanos, TimeUnit.NANOSECONDS);
    }

    private void sliceIsOver(ChannelHandlerContext here) {
        timer = null;
        if (!reader.isInside()) {
            return;
        }
        if (reader.messagesEnded() != watched) {
            watch(here);
            return;
        }
        boolean wasPaused =
                pauses.count() != pausesSeen || !here.channel().config().isAutoRead();
        pausesSeen = pauses.count();
        slicesUsed += wasPaused ? 0 : 1;
        if (slicesUsed >= SLICES) {
            onFault(POLICY);
        } else {
            timer = here.executor().schedule(() -> sliceIsOver(here), sliceNanos, TimeUnit.NANOSECONDS);
        }
    }
}
