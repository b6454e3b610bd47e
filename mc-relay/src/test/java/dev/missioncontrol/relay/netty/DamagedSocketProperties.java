package dev.missioncontrol.relay.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.Damage;
import dev.missioncontrol.relay.RelayInlet;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The bytes of a client's socket, broken in every way, before the handler of one socket. */
class DamagedSocketProperties {
    private static final Set<Integer> CODES = Set.of(1000, 1002, 1003, 1007, 1008, 1009);
    private static final byte[] ANSWER = {'{', '}'};

    @Property(shrinking = ShrinkingMode.OFF)
    void bytes_of_a_socket_when_damaged_end_nothing_but_the_connection(@ForAll long seed) {
        Damage damage = new Damage(seed);
        Socket socket = new Socket();
        byte[] bytes = new ClientBytes(damage).frames(1 + damage.below(5));
        socket.read(damage.pieces(damage.ofBytes(bytes), 12));
        socket.end();
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void bytes_of_a_socket_when_cut_anywhere_bring_every_message_whole(@ForAll long seed) {
        Damage damage = new Damage(seed);
        Socket socket = new Socket();
        ClientBytes client = new ClientBytes(damage);
        byte[] bytes = client.frames(1 + damage.below(5));
        socket.read(damage.pieces(bytes, 12));
        assertThat(socket.inlet.messages).containsExactlyElementsOf(client.messages());
        assertThat(socket.channel.isActive()).isTrue();
        socket.end();
    }

    /** One client's channel with memory of its own. */
    private static final class Socket {
        private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false);
        private final EmbeddedChannel channel = new EmbeddedChannel();
        private final NettyConnection connection = new NettyConnection(channel);
        private final Inlet inlet = new Inlet(connection);

        private Socket() {
            channel.config().setAllocator(memory);
            channel.pipeline().addLast(new SocketHandler(connection, inlet, Duration.ofSeconds(25)));
        }

        private void read(List<byte[]> pieces) {
            for (byte[] piece : pieces) {
                if (channel.isActive()) {
                    ByteBuf buffer = memory.buffer(Math.max(1, piece.length)).writeBytes(piece);
                    channel.writeInbound(buffer);
                    assertThat(buffer.refCnt()).isZero();
                }
            }
            channel.checkException();
        }

        /** Nothing is left: no message behind the end, no clock, no memory. */
        private void end() {
            channel.advanceTimeBy(6, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
            sent();
            channel.close();
            channel.advanceTimeBy(1, TimeUnit.HOURS);
            assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
            channel.checkException();
            assertThat(inlet.closed).isNotEmpty();
            assertThat(inlet.late).isZero();
            channel.finishAndReleaseAll();
            assertThat(memory.metric().usedHeapMemory() + memory.metric().usedDirectMemory())
                    .isZero();
        }

        private void sent() {
            boolean closed = false;
            for (ByteBuf frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
                assertThat(closed).as("a frame behind the close frame").isFalse();
                closed = (frame.getByte(0) & 15) == 8;
                if (closed) {
                    assertThat(CODES).contains(frame.getUnsignedShort(2));
                }
                frame.release();
            }
        }
    }

    /** Keeps whole messages, answers each, and refuses what is binary. */
    private static final class Inlet implements RelayInlet {
        private final NettyConnection connection;
        private final List<byte[]> messages = new ArrayList<>();
        private final List<Integer> closed = new ArrayList<>();
        private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        private int late;

        private Inlet(NettyConnection connection) {
            this.connection = connection;
        }

        @Override
        public void onText(ByteBuffer utf8, Part part) {
            late += closed.isEmpty() ? 0 : 1;
            byte[] piece = new byte[utf8.remaining()];
            utf8.get(piece);
            pieces.writeBytes(piece);
            if (part == Part.ENDS) {
                messages.add(pieces.toByteArray());
                pieces.reset();
                connection.send(ByteBuffer.wrap(ANSWER), Part.ENDS);
            }
        }

        @Override
        public void onBinary() {
            late += closed.isEmpty() ? 0 : 1;
            connection.close(1008, "binary");
        }

        @Override
        public void onWritable() {}

        @Override
        public void onClosed(int code, String reason) {
            closed.add(code);
        }
    }
}
