package dev.missioncontrol.gateway.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteDeadlineTest {
    private final SlowChannel channel = new SlowChannel();

    @AfterEach
    void tearDown() {
        channel.takes = Integer.MAX_VALUE;
        channel.finishAndReleaseAll();
    }

    @Test
    void channel_whenNothingLeavesForAWholeDeadline_isCut() {
        channel.writeAndFlush(text("waits"));
        pass(299);
        assertThat(channel.isOpen()).isTrue();
        pass(1);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void channel_whenOneWriteOfManyLeavesInEachDeadline_stays() {
        for (int i = 0; i < 5; i++) {
            channel.writeAndFlush(text("waits"));
        }
        for (int i = 0; i < 4; i++) {
            channel.takes = 1;
            channel.flush();
            pass(300);
            assertThat(channel.isOpen()).isTrue();
        }
        pass(300);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void channel_whenTheSameBufferIsFilledAndSentAgain_isNotTakenForStuck() {
        ByteBuf recycled = text("first");
        recycled.retain();
        channel.writeAndFlush(recycled);
        pass(150);
        channel.takes = 1;
        channel.flush();
        recycled.clear().writeBytes(text("again"));
        channel.writeAndFlush(recycled);
        pass(150);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void channel_whenEverythingLeft_isWatchedAnewFromTheNextWriteOn() {
        channel.takes = 1;
        channel.writeAndFlush(text("leaves"));
        pass(1_000);
        channel.writeAndFlush(text("waits"));
        pass(299);
        assertThat(channel.isOpen()).isTrue();
        pass(1);

        assertThat(channel.isOpen()).isFalse();
    }

    private void pass(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    /** A channel whose peer takes so many more writes. */
    private static final class SlowChannel extends EmbeddedChannel {
        private int takes;

        SlowChannel() {
            super(new WriteDeadline(Duration.ofMillis(300)));
            freezeTime();
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer in) {
            while (takes > 0 && in.current() != null) {
                takes--;
                in.remove();
            }
        }
    }
}
