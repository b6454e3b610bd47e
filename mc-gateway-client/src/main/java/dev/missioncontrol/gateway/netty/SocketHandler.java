package dev.missioncontrol.gateway.netty;

import dev.missioncontrol.gateway.spi.FrameSink;
import dev.missioncontrol.gateway.spi.GatewayTransportException;
import dev.missioncontrol.gateway.spi.GatewayTransportException.Kind;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.util.concurrent.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one channel's frames to its sink. All methods run on the channel's event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends in channelInactive
final class SocketHandler extends SimpleChannelInboundHandler<Object> {
    private static final Logger LOG = LoggerFactory.getLogger(SocketHandler.class);

    private static final int NO_CODE = 1005;
    private static final int VANISHED = 1006;
    private static final int FAULT_HERE = 1011;
    private static final int LONGEST_REASON = 123;
    private static final long CLOSE_PATIENCE_SECONDS = 2;

    private final FrameSink sink;
    private final CompletableFuture<NettySocket> opened;
    private final ReadPauses pauses = new ReadPauses();
    private @Nullable ChannelHandlerContext context;
    private boolean live;
    private boolean finished;
    private boolean closeSent;
    private int closeCode = VANISHED;
    private String closeReason = "";

    SocketHandler(FrameSink sink, CompletableFuture<NettySocket> opened) {
        this.sink = sink;
        this.opened = opened;
    }

    ReadPauses pauses() {
        return pauses;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            live = true;
            if (!opened.complete(new NettySocket(context, this))) {
                context.close();
            }
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            fail(context, new GatewayTransportException(Kind.TIMEOUT, "the upgrade was not answered in time"));
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object read) {
        if (read instanceof CloseFrame close) {
            closedByPeer(context, close);
        } else if (closeSent) {
            return;
        } else if (read instanceof TextPiece piece) {
            deliver(piece);
        } else if (read instanceof WireFault fault) {
            broken(fault.closeCode());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (live && context.channel().isWritable()) {
            sink.onWritable();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (live) {
            finish();
        } else {
            opened.completeExceptionally(
                    new GatewayTransportException(Kind.REFUSED, "closed before the upgrade was answered"));
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!live) {
            fail(context, Failures.ofUpgrade(cause));
            return;
        }
        LOG.debug("a gateway socket broke", cause);
        context.close();
    }

    /** Sends a close frame; the channel is cut if the peer does not answer it, or does not even read it. */
    void closeFromHere(int code, String reason) {
        ChannelHandlerContext here = context;
        if (here == null || closeSent || !here.channel().isActive()) {
            return;
        }
        closeSent = true;
        noteClose(code, reason);
        here.channel().config().setAutoRead(true);
        here.channel().writeAndFlush(new CloseWebSocketFrame(code, cut(reason)));
        cutLater(here);
    }

    private void deliver(TextPiece piece) {
        try {
            sink.onText(piece.content().nioBuffer(), piece.part());
        } catch (RuntimeException broken) {
            LOG.warn("a frame sink failed", broken);
            closeFromHere(FAULT_HERE, "");
        }
    }

    private void broken(int code) {
        if (!closeSent) {
            sink.onBroken(code);
            closeFromHere(code, "");
        }
    }

    private void closedByPeer(ChannelHandlerContext context, CloseFrame close) {
        noteClose(close.code(), close.reason());
        if (closeSent) {
            context.close();
            return;
        }
        closeSent = true;
        context.writeAndFlush(echo(close)).addListener(ChannelFutureListener.CLOSE);
        cutLater(context);
    }

    private static CloseWebSocketFrame echo(CloseFrame close) {
        return close.code() == NO_CODE ? new CloseWebSocketFrame() : new CloseWebSocketFrame(close.code(), "");
    }

    private static void cutLater(ChannelHandlerContext here) {
        Future<?> cut = here.executor().schedule(() -> here.close(), CLOSE_PATIENCE_SECONDS, TimeUnit.SECONDS);
        here.channel().closeFuture().addListener(gone -> cut.cancel(false));
    }

    private void noteClose(int code, String reason) {
        if (closeCode == VANISHED) {
            closeCode = code;
            closeReason = reason;
        }
    }

    private void fail(ChannelHandlerContext context, GatewayTransportException failure) {
        opened.completeExceptionally(failure);
        context.close();
    }

    private void finish() {
        if (!finished) {
            finished = true;
            sink.onClosed(closeCode, closeReason);
        }
    }

    private static String cut(String reason) {
        StringBuilder kept = new StringBuilder();
        int bytes = 0;
        for (int point : reason.codePoints().toArray()) {
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (bytes > LONGEST_REASON) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return kept.toString();
    }
}
