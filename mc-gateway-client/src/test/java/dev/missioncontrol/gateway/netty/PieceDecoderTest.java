package dev.missioncontrol.gateway.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The deadline of a message, on a clock that the test moves. */
class PieceDecoderTest {
    private final ReadPauses pauses = new ReadPauses();
    private final EmbeddedChannel channel = new EmbeddedChannel(new PieceDecoder(pauses, Duration.ofSeconds(30)));

    PieceDecoderTest() {
        channel.freezeTime();
    }

    @AfterEach
    void tearDown() {
        channel.finishAndReleaseAll();
    }

    private void write(String hex) {
        channel.writeInbound(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", ""))));
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    private boolean isFaulty() {
        boolean found = false;
        for (Object read = channel.readInbound(); read != null; read = channel.readInbound()) {
            found |= read.equals(new WireFault(1008));
            ReferenceCountUtil.release(read);
        }
        return found;
    }

    @Test
    void message_whenOneByteASecond_isCutAtItsDeadline() {
        write("81 40");
        for (int i = 0; i < 29; i++) {
            write("61");
            pass(1);
        }
        assertThat(isFaulty()).isFalse();
        pass(2);

        assertThat(isFaulty()).isTrue();
    }

    @Test
    void header_whenNeverFinished_isCutToo() {
        write("81");
        pass(31);

        assertThat(isFaulty()).isTrue();
    }

    @Test
    void fragments_whenNeverFinal_areCutToo() {
        for (int i = 0; i < 31; i++) {
            write(i == 0 ? "01 01 61" : "00 01 61");
            pass(1);
        }

        assertThat(isFaulty()).isTrue();
    }

    @Test
    void messages_whenEachEndsInTime_areNeverCut() {
        write("81 02 61");
        for (int i = 0; i < 100; i++) {
            pass(3);
            write("62 81 02 61");
        }

        assertThat(isFaulty()).isFalse();
    }

    @Test
    void deadline_whenReadingIsPausedHere_doesNotRun() {
        write("81 40 61");
        for (int i = 0; i < 30; i++) {
            pauses.add();
            pass(5);
        }
        channel.config().setAutoRead(false);
        pass(100);
        assertThat(isFaulty()).isFalse();
        channel.config().setAutoRead(true);
        pass(36);

        assertThat(isFaulty()).isTrue();
    }

    @Test
    void ping_whenRead_keepsItsPayload() {
        write("89 02 6869");
        PingWebSocketFrame ping = channel.readInbound();

        assertThat(ping.content().readableBytes()).isEqualTo(2);
        ping.release();
    }

    @Test
    void timer_whenTheChannelIsGone_isGoneToo() {
        write("81 40 61");
        channel.close();
        pass(60);

        assertThat(isFaulty()).isFalse();
    }
}
