package dev.missioncontrol.relay.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.RelayInlet;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The handler of one client's socket, without a socket. */
class SocketHandlerTest {
    private static final byte[] CLOSE = {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0};
    private static final byte[] PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Inlet inlet = new Inlet();

    @BeforeEach
    void setUp() {
        NettyConnection connection = new NettyConnection(channel);
        channel.pipeline().addLast(new SocketHandler(connection, inlet, Duration.ofSeconds(25)));
    }

    @AfterEach
    void tearDown() {
        channel.finishAndReleaseAll();
    }

    @Test
    void client_when_it_answers_pings_stays() {
        for (int i = 0; i < 10; i++) {
            pass(25);
            channel.writeInbound(Unpooled.wrappedBuffer(PONG.clone()));
        }
        assertThat(channel.isActive()).isTrue();
        assertThat(channel.outboundMessages()).hasSize(10);
    }

    @Test
    void client_when_two_pings_bring_nothing_is_gone() {
        pass(25);
        pass(25);
        assertThat(channel.isActive()).isTrue();
        pass(25);
        assertThat(channel.isActive()).isFalse();
        assertThat(inlet.closed).containsExactly(1006);
    }

    @Test
    void client_when_it_is_not_read_from_is_not_taken_for_gone() {
        channel.config().setAutoRead(false);
        for (int i = 0; i < 10; i++) {
            pass(25);
        }
        assertThat(channel.isActive()).isTrue();
    }

    @Test
    void socket_when_closed_leaves_no_clock_behind() {
        channel.close();
        channel.advanceTimeBy(1, TimeUnit.HOURS);
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
    }

    @Test
    void client_when_it_closes_and_reads_nothing_more_is_cut() {
        channel.pipeline().addFirst(new Clogged());
        channel.writeInbound(Unpooled.wrappedBuffer(CLOSE.clone()));
        assertThat(channel.isActive()).isTrue();
        pass(5);
        assertThat(channel.isActive()).isFalse();
        assertThat(inlet.closed).startsWith(1005);
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    /** A line on which no write ever ends. */
    private static final class Clogged extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
        }
    }

    private static final class Inlet implements RelayInlet {
        private final List<Integer> closed = new ArrayList<>();

        @Override
        public void onText(ByteBuffer utf8, Part part) {}

        @Override
        public void onBinary() {}

        @Override
        public void onWritable() {}

        @Override
        public void onClosed(int code, String reason) {
            closed.add(code);
        }
    }
}
