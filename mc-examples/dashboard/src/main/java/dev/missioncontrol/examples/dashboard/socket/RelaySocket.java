package dev.missioncontrol.examples.dashboard.socket;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.RelayConnection;
import dev.missioncontrol.relay.RelayInlet;
import dev.missioncontrol.relay.TextBytes;
import dev.missioncontrol.relay.TextPieces;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/** One client's WebSocket, between Jetty and the relay. Public because Jetty looks its methods up from outside. */
public final class RelaySocket implements RelayConnection, Session.Listener {
    private static final int HIGH_WATER = 1024 * 1024;
    private static final int LOW_WATER = 256 * 1024;
    private static final int VANISHED = 1006;

    /** How long a client may take to read what is left and to answer the close frame. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final Function<RelayConnection, RelayInlet> relay;
    private final JavalinRelay mounting;
    private final Demand demand = new Demand();
    private final TextPieces pieces = new TextPieces();
    private final TextBytes bytes = new TextBytes();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicBoolean full = new AtomicBoolean();
    private @Nullable Session session;
    private @Nullable RelayInlet inlet;

    RelaySocket(Function<RelayConnection, RelayInlet> relay, JavalinRelay mounting) {
        this.relay = relay;
        this.mounting = mounting;
    }

    // What Jetty tells.

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        demand.from(opened::demand);
        mounting.add(this);
        inlet = relay.apply(this);
        demand.next();
    }

    @Override
    public void onWebSocketPartialText(String payload, boolean last) {
        Part part = last ? Part.ENDS : Part.CONTINUES;
        inlet().onText(bytes.encode(payload, part), part);
        demand.next();
    }

    @Override
    public void onWebSocketPartialBinary(ByteBuffer payload, boolean last, Callback callback) {
        callback.succeed();
        inlet().onBinary();
        demand.next();
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        session().sendPong(payload, Callback.NOOP);
        demand.next();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        demand.next();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        gone(VANISHED, "");
    }

    @Override
    public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
        callback.succeed();
        gone(code, reason == null ? "" : reason);
    }

    // What the relay asks for.

    @Override
    public void send(ByteBuffer utf8, Part part) {
        int size = utf8.remaining();
        queued.addAndGet(size);
        String text = pieces.decode(utf8, part);
        session().sendPartialText(text, part == Part.ENDS, Callback.from(() -> sent(size), failure -> sent(size)));
    }

    @Override
    public boolean isWritable() {
        if (queued.get() < HIGH_WATER) {
            return true;
        }
        full.set(true);
        return queued.get() < LOW_WATER && full.compareAndSet(true, false);
    }

    @Override
    public void pauseReading() {
        demand.pause();
    }

    @Override
    public void resumeReading() {
        demand.resume();
    }

    @Override
    public void close(int code, String reason) {
        Session closing = session();
        closing.close(code, reason, Callback.NOOP);
        demand.resume();
        mounting.after(CLOSE_PATIENCE, closing::disconnect);
    }

    void ping() {
        session().sendPing(ByteBuffer.allocate(0), Callback.NOOP);
    }

    private void sent(int size) {
        if (queued.addAndGet(-size) < LOW_WATER && full.compareAndSet(true, false)) {
            inlet().onWritable();
        }
    }

    private void gone(int code, String reason) {
        if (mounting.remove(this)) {
            inlet().onClosed(code, reason);
        }
    }

    private Session session() {
        if (session == null) {
            throw new IllegalStateException("not open yet");
        }
        return session;
    }

    private RelayInlet inlet() {
        if (inlet == null) {
            throw new IllegalStateException("not open yet");
        }
        return inlet;
    }
}
