package dev.missioncontrol.relay.jakarta;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.RelayConnection;
import dev.missioncontrol.relay.RelayInlet;
import dev.missioncontrol.relay.TextBytes;
import dev.missioncontrol.relay.TextPieces;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One client's WebSocket, between the container and the relay. */
final class RelayEndpoint extends Endpoint implements RelayConnection {
    private static final long DEAD_AFTER_MILLIS = 80_000;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final int VANISHED = 1006;

    /** How long Tomcat waits for the client's close frame, in milliseconds; other containers pass it over. */
    private static final String TOMCAT_CLOSE_PATIENCE = "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT";

    private final Function<RelayConnection, RelayInlet> relay;
    private final Clients clients;
    private final AtomicBoolean hasPlace = new AtomicBoolean(true);
    private final ReadGate gate = new ReadGate();
    private final TextPieces pieces = new TextPieces();
    private volatile @Nullable Outbound outbound;
    private @Nullable RelayInlet inlet;

    /** A client with a place among these, which it gives back when it is gone. */
    RelayEndpoint(Function<RelayConnection, RelayInlet> relay, Clients clients) {
        this.relay = relay;
        this.clients = clients;
    }

    /** Gives the place back if the container does not open this in time. */
    void awaitOpening(Duration most) {
        clients.after(most, () -> {
            if (outbound == null) {
                leave();
            }
        });
    }

    // What the container tells.

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxIdleTimeout(DEAD_AFTER_MILLIS);
        session.getUserProperties().put(TOMCAT_CLOSE_PATIENCE, CLOSE_PATIENCE.toMillis());
        outbound = new Outbound(session, clients.senders(), () -> inlet().onWritable());
        clients.add(this);
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

    /** The container closes what breaks the protocol, with a code that says how; what it leaves open is cut. */
    @Override
    public void onError(Session session, Throwable cause) {
        gone(VANISHED);
        clients.after(CLOSE_PATIENCE, outbound()::cutSoon);
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
        Outbound last = outbound();
        last.addLast(session -> session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason)));
        clients.after(CLOSE_PATIENCE, last::cutSoon);
    }

    void ping() {
        outbound().add(0, session -> session.getBasicRemote().sendPing(ByteBuffer.allocate(0)));
    }

    private void gone(int code) {
        gate.open();
        if (clients.remove(this)) {
            inlet().onClosed(code, "");
        }
        leave();
    }

    private void leave() {
        if (hasPlace.compareAndSet(true, false)) {
            clients.leave();
        }
    }

    private Outbound outbound() {
        Outbound opened = outbound;
        if (opened == null) {
            throw new IllegalStateException("not open yet");
        }
        return opened;
    }

    private RelayInlet inlet() {
        if (inlet == null) {
            throw new IllegalStateException("not open yet");
        }
        return inlet;
    }
}
