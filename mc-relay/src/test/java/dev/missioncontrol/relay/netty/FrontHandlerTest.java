package dev.missioncontrol.relay.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.auth.http.RequestAddress;
import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.relay.front.FrontAnswer;
import dev.missioncontrol.relay.front.PassedPage;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One browser's connection at the front, without a socket; the worker works when it is told to. */
class FrontHandlerTest {
    private static final int TIMEOUT = 30;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final CompletableFuture<PassedPage> page = new CompletableFuture<>();
    private final FrontRequests requests =
            new FrontRequests((passage, body) -> new FrontAnswer.Passed(page), work::add, 1);

    @BeforeEach
    void setUp() {
        PageLimits limits = new PageLimits(1_000, Duration.ofMinutes(1));
        channel.attr(AttributeKey.<Passage>valueOf(NettyDoor.class, "passage")).set(passage());
        channel.pipeline()
                .addLast(new RequestDeadline(Duration.ofSeconds(TIMEOUT)))
                .addLast(new FrontHandler(requests, limits, (ctx, facts, accept) -> {
                    throw new AssertionError("nobody asked for a socket");
                }));
    }

    @AfterEach
    void tearDown() {
        channel.finishAndReleaseAll();
    }

    @Test
    void page_when_the_browser_left_before_the_answer_is_given_up_unread() {
        ask("keep-alive");
        leave();
        work();
        Body body = new Body();
        page.complete(new PassedPage(200, Map.of(), body));
        run();
        assertThat(body.cancelled).isEqualTo(1);
        assertThat(requests.ask(passage(), "", answer -> {})).as("room").isTrue();
    }

    @Test
    void page_when_the_browser_left_while_the_gateway_thought_is_given_up_unread() {
        ask("keep-alive");
        work();
        leave();
        Body body = new Body();
        page.complete(new PassedPage(200, Map.of(), body));
        run();
        assertThat(body.cancelled).isEqualTo(1);
    }

    @Test
    void failure_of_the_gateway_when_the_browser_left_is_told_to_nobody() {
        ask("keep-alive");
        work();
        leave();
        page.completeExceptionally(new IOException("the gateway is gone"));
        run();
        assertThat(channel.outboundMessages()).isEmpty();
    }

    @Test
    void browser_when_it_does_not_take_the_last_answer_is_cut() {
        channel.pipeline().addFirst(new Clogged());
        ask("close");
        work();
        page.completeExceptionally(new IOException("the gateway is gone"));
        run();
        assertThat(channel.isActive()).isTrue();
        channel.advanceTimeBy(TIMEOUT, TimeUnit.SECONDS);
        run();
        assertThat(channel.isActive()).isFalse();
    }

    private void ask(String connection) {
        DefaultFullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        request.headers().set(HttpHeaderNames.CONNECTION, connection);
        channel.writeInbound(request);
    }

    private void leave() {
        channel.close();
        run();
    }

    private void work() {
        work.remove().run();
        run();
    }

    private void run() {
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
        channel.checkException();
    }

    private static Passage passage() {
        InetAddress here = InetAddress.getLoopbackAddress();
        RequestFacts facts = new RequestFacts(
                "GET", "/", Headers.empty(), new InetSocketAddress(here, 4_711), Scheme.HTTP, Set.of());
        return new Passage(facts, new RequestAddress(Scheme.HTTP, "127.0.0.1"), new Peer.Direct(here), "");
    }

    /** A body that counts how often it was given up. */
    private static final class Body implements Flow.Publisher<List<ByteBuffer>> {
        private int cancelled;

        @Override
        public void subscribe(Flow.Subscriber<? super List<ByteBuffer>> reader) {
            reader.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long more) {}

                @Override
                public void cancel() {
                    cancelled++;
                }
            });
        }
    }

    /** A line on which no write ever ends. */
    private static final class Clogged extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
        }
    }
}
