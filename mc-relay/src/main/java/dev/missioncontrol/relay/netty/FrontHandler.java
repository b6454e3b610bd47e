package dev.missioncontrol.relay.netty;

import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.relay.front.ControlUiFront;
import dev.missioncontrol.relay.front.FrontAnswer;
import dev.missioncontrol.relay.front.PassedPage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One browser connection at the front, behind the door: one request at a time, or the socket. On the loop. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends in channelInactive
final class FrontHandler extends SimpleChannelInboundHandler<HttpObject> {
    private static final Logger log = LoggerFactory.getLogger(FrontHandler.class);
    private static final String SOCKET = "/";

    private final FrontRequests requests;
    private final PageLimits limits;
    private final Upgrade upgrade;
    private final ByteBuf body = Unpooled.buffer();
    private @Nullable HttpRequest request;
    private @Nullable PageWriter writer;
    private boolean keepAlive;
    private boolean underWay;

    FrontHandler(FrontRequests requests, PageLimits limits, Upgrade upgrade) {
        this.requests = requests;
        this.limits = limits;
        this.upgrade = upgrade;
    }

    /** Makes a connection the socket, with the accepting key. */
    interface Upgrade {
        void take(ChannelHandlerContext ctx, RequestFacts facts, String accept);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
        if (message instanceof HttpRequest head) {
            request = head;
            keepAlive = HttpUtil.isKeepAlive(head);
            body.clear();
        }
        if (message instanceof HttpContent content) {
            body.writeBytes(content.content());
        }
        if (message instanceof LastHttpContent && request != null) {
            deadline(ctx).met();
            begin(ctx, NettyDoor.passage(ctx.channel()));
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (writer != null && ctx.channel().isWritable()) {
            writer.more();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (writer != null) {
            writer.cancel();
        }
        over();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.debug("a browser's connection broke", cause);
        ctx.close();
    }

    private void begin(ChannelHandlerContext ctx, Passage passage) {
        RequestFacts facts = passage.facts();
        if (wantsSocket(facts.headers())) {
            upgrade(ctx, facts);
            return;
        }
        underWay = requests.ask(
                passage,
                body.toString(StandardCharsets.UTF_8),
                answer -> onLoop(ctx, () -> take(ctx, answer), () -> drop(answer)));
        if (!underWay) {
            write(ctx, ControlUiFront.refusal(503, "busy"));
        }
    }

    /** Other upgrades, such as to HTTP/2, may be ignored (RFC 9110 section 7.8). */
    private static boolean wantsSocket(Headers headers) {
        return headers.contains("sec-websocket-key")
                || headers.all("upgrade").stream()
                        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("websocket"));
    }

    private void upgrade(ChannelHandlerContext ctx, RequestFacts facts) {
        Optional<String> accept = facts.target().equals(SOCKET) ? WebSocketKey.accept(facts) : Optional.empty();
        if (accept.isPresent()) {
            ctx.pipeline().remove(RequestDeadline.class);
            upgrade.take(ctx, facts, accept.get());
        } else {
            keepAlive = false;
            write(ctx, ControlUiFront.refusal(400, "bad_upgrade"));
        }
    }

    private void take(ChannelHandlerContext ctx, FrontAnswer answer) {
        if (!ctx.channel().isActive()) {
            over();
            drop(answer);
        } else if (answer instanceof FrontAnswer.Own own) {
            write(ctx, own);
        } else if (answer instanceof FrontAnswer.Passed passed) {
            passed.page().whenComplete((page, failure) -> onLoop(ctx, () -> passOn(ctx, page), () -> drop(page)));
        }
    }

    /** Nobody is there to read it: the gateway need not send it. */
    private static void drop(FrontAnswer answer) {
        if (answer instanceof FrontAnswer.Passed passed) {
            passed.page().thenAccept(FrontHandler::drop);
        }
    }

    private static void drop(@Nullable PassedPage page) {
        if (page != null) {
            page.discard();
        }
    }

    private void write(ChannelHandlerContext ctx, FrontAnswer.Own own) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(own.status()),
                Unpooled.copiedBuffer(own.body(), StandardCharsets.UTF_8));
        own.headers().forEach(response.headers()::set);
        HttpUtil.setContentLength(response, response.content().readableBytes());
        HttpUtil.setKeepAlive(response, keepAlive);
        ctx.write(response);
        answered(ctx);
        ctx.flush();
    }

    private void passOn(ChannelHandlerContext ctx, @Nullable PassedPage page) {
        if (!ctx.channel().isActive()) {
            drop(page);
        } else if (page == null) {
            write(ctx, ControlUiFront.refusal(502, "gateway_unavailable"));
        } else {
            begin(ctx, page);
        }
    }

    private void begin(ChannelHandlerContext ctx, PassedPage page) {
        PassedHead head = new PassedHead(page.status(), page.headers());
        boolean hasLength = head.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
        boolean hasBody = page.status() != HttpResponseStatus.NOT_MODIFIED.code();
        HttpUtil.setTransferEncodingChunked(head, !hasLength && hasBody);
        HttpUtil.setKeepAlive(head, keepAlive);
        ctx.write(head);
        PageWriter next = new PageWriter(ctx, limits, () -> answered(ctx));
        writer = next;
        page.body().subscribe(next);
    }

    /**
     * The whole answer is written, and not flushed yet: who has read it finds room again. Until the next request is here,
     * or the last answer is out, the clock runs.
     */
    private void answered(ChannelHandlerContext ctx) {
        over();
        deadline(ctx).arm(ctx);
        if (!keepAlive) {
            ctx.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> ctx.close());
        }
    }

    private void over() {
        writer = null;
        if (underWay) {
            underWay = false;
            requests.done();
        }
    }

    private static void onLoop(ChannelHandlerContext ctx, Runnable step, Runnable instead) {
        try {
            ctx.executor().execute(step);
        } catch (RejectedExecutionException loopIsGone) {
            log.debug("a request ended with the server");
            instead.run();
        }
    }

    private static RequestDeadline deadline(ChannelHandlerContext ctx) {
        return ctx.pipeline().get(RequestDeadline.class);
    }
}
