package dev.missioncontrol.relay.jakarta;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.RelayConnection;
import dev.missioncontrol.relay.RelayInlet;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One client's WebSocket, between the container and the relay. */
final class RelayEndpoint extends Endpoint implements RelayConnection {
    private static final long DEAD_AFTER_MILLIS = 80_000;
    private static final int VANISHED = 1006;

    private final Function<RelayConnection, RelayInlet> relay;
    private final Set<RelayEndpoint> open;
    private final Executor senders;
    private final ReadGate gate = new ReadGate();
    private final TextPieces pieces = new TextPieces();
    private @Nullable Outbound outbound;
    private @Nullable RelayInlet inlet;

    RelayEndpoint(Function<RelayConnection, RelayInlet> relay, Set<RelayEndpoint> open, Executor senders) {
        this.relay = relay;
        this.open = open;
        this.senders = senders;
    }

    // What the container tells.

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxIdleTimeout(DEAD_AFTER_MILLIS);
        outbound = new Outbound(session, senders, () -> inlet().onWritable());
        open.add(this);
        RelayInlet opened = relay.apply(this);
        inlet = opened;
        TextBytes bytes = new TextBytes();
        session.addMessageHandler(String.class, (MessageHandler.Partial<String>) (text, last) -> {
            gate.await();
            opened.onText(bytes.encode(text, last ? Part.ENDS : Part.CONTINUES), last ? Part.ENDS : Part.CONTINUES);
        });
        session.addMessageHandler(
                ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>) (binary, last) -> opened.onBinary());
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        gone(reason.getCloseCode().getCode());
    }

    @Override
    public void onError(Session session, Throwable cause) {
        gone(VANISHED);
        outbound().cut();
    }

    // What the relay asks for.

    @Override
    public void send(ByteBuffer utf8, Part part) {
        int size = utf8.remaining();
        String text = pieces.decode(utf8, part);
        outbound().add(size, session -> session.getBasicRemote().sendText(text, part == Part.ENDS));
    }

    @Override
    public boolean isWritable() {
        return outbound().isWritable();
    }

    @Override
    public void pauseReading() {
        gate.shut();
    }

    @Override
    public void resumeReading() {
        gate.open();
    }

    @Override
    public void close(int code, String reason) {
        gate.open();
        outbound()
                .addLast(session -> session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason)));
    }

    void ping() {
        outbound().add(0, session -> session.getBasicRemote().sendPing(ByteBuffer.allocate(0)));
    }

    private void gone(int code) {
        gate.open();
        if (open.remove(this)) {
            inlet().onClosed(code, "");
        }
    }

    private Outbound outbound() {
        if (outbound == null) {
            throw new IllegalStateException("not open yet");
        }
        return outbound;
    }

    private RelayInlet inlet() {
        if (inlet == null) {
            throw new IllegalStateException("not open yet");
        }
        return inlet;
    }
}
