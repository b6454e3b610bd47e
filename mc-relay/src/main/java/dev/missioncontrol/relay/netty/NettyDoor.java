package dev.missioncontrol.relay.netty;

import dev.missioncontrol.auth.http.Door;
import dev.missioncontrol.auth.http.DoorVerdict;
import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.core.http.RequestFacts;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The door as a Netty handler: one for each channel, directly behind {@link #codec()}.
 *
 * <p>Requests on one connection pass one after the other: the next is judged when the one before is answered. Netty
 * joins folded header lines with a blank before anybody sees them, so the joined value is what is judged. What handlers
 * behind throw is theirs to answer; whatever they write gets the security headers. It leaves the pipeline when the
 * connection becomes a WebSocket.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends in channelInactive
public final class NettyDoor extends ChannelDuplexHandler {
    private static final AttributeKey<Passage> PASSAGE = AttributeKey.valueOf(NettyDoor.class, "passage");
    private static final int MOST_WAITING = 64;

    private final Door door;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private Map<String, String> headers = Map.of();
    private long bodyLeft;
    private State state = State.IDLE;

    private enum State {
        /** No request is under way. */
        IDLE,
        /** A request is being read. */
        READING,
        /** A request is read, and not answered yet. */
        ANSWERING,
        /** The last answer was given: what still comes is dropped. */
        OVER
    }

    /** Over this door. */
    public NettyDoor(Door door) {
        this.door = Objects.requireNonNull(door, "door");
    }

    /** An HTTP codec for servers that shows a door what it must see; one for each channel. */
    public static ChannelHandler codec() {
        return new StrictHttpCodec();
    }

    /**
     * What is known about the request under way.
     *
     * @throws IllegalStateException if none came through
     */
    public static Passage passage(Channel channel) {
        @Nullable Passage passage = channel.attr(PASSAGE).get();
        if (passage == null) {
            throw new IllegalStateException("no request passes beside the door");
        }
        return passage;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof HttpObject)) {
            ctx.fireChannelRead(message);
        } else if (state == State.OVER) {
            ReferenceCountUtil.release(message);
        } else if (state != State.ANSWERING) {
            take(ctx, message);
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(message);
        } else {
            ReferenceCountUtil.release(message);
            end(ctx);
            ctx.close();
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        boolean interim = message instanceof HttpResponse head && head.status().code() < 200;
        boolean upgrade = message instanceof HttpResponse head && head.status().code() == 101;
        if (message instanceof HttpResponse response) {
            headers.forEach(response.headers()::set);
        }
        ctx.write(message, promise);
        if (upgrade) {
            ctx.pipeline().remove(this);
        } else if (message instanceof LastHttpContent && !interim && state == State.ANSWERING) {
            state = State.IDLE;
            ctx.executor().execute(() -> takeWaiting(ctx));
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        end(ctx);
    }

    private void takeWaiting(ChannelHandlerContext ctx) {
        while (!waiting.isEmpty() && (state == State.IDLE || state == State.READING)) {
            take(ctx, waiting.remove());
        }
    }

    private void take(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest request && !admit(ctx, request)) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpContent content) {
            bodyLeft -= content.content().readableBytes();
        }
        if (bodyLeft < 0) {
            ReferenceCountUtil.release(message);
            answer(ctx, door.tooLarge(NettyFacts.scheme(ctx.channel())));
            return;
        }
        state = message instanceof LastHttpContent ? State.ANSWERING : State.READING;
        ctx.fireChannelRead(message);
    }

    private boolean admit(ChannelHandlerContext ctx, HttpRequest request) {
        Optional<RequestFacts> facts = NettyFacts.of(ctx.channel(), request, door.traits());
        DoorVerdict verdict =
                facts.isPresent() ? door.judge(facts.get()) : door.unreadable(NettyFacts.scheme(ctx.channel()));
        if (verdict instanceof DoorVerdict.Shut shut) {
            answer(ctx, shut);
            return false;
        }
        ctx.channel().attr(PASSAGE).set(((DoorVerdict.Open) verdict).passage());
        headers = verdict.headers();
        bodyLeft = door.longestBody();
        return true;
    }

    private void answer(ChannelHandlerContext ctx, DoorVerdict.Shut shut) {
        end(ctx);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(shut.status()),
                Unpooled.copiedBuffer(shut.body(), StandardCharsets.US_ASCII));
        shut.headers().forEach(response.headers()::set);
        response.headers()
                .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private void end(ChannelHandlerContext ctx) {
        state = State.OVER;
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        ctx.channel().attr(PASSAGE).set(null);
    }
}
