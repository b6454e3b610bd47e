package dev.missioncontrol.fakegateway.internal.core;

import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.fakegateway.internal.connect.ConnectVerdict;
import dev.missioncontrol.fakegateway.internal.connect.Refusal;
import dev.missioncontrol.fakegateway.internal.connect.Upgrade;
import dev.missioncontrol.fakegateway.internal.json.Json;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.schema.Shape;
import dev.missioncontrol.fakegateway.internal.schema.WireShapes;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** One socket from challenge to close. Runs on the loop. */
public final class Connection {
    private enum Phase {
        CHALLENGED,
        JUDGED,
        READY,
        CLOSED
    }

    private final Shape frames = WireShapes.request();
    private final Queue<String> waiting = new ArrayDeque<>();
    private final Gateway gateway;
    private final Wire wire;
    private final Upgrade upgrade;
    private final Challenge challenge;
    private final Outbox outbox;
    private final String id;
    private Phase phase = Phase.CHALLENGED;
    private Optional<Session> session = Optional.empty();
    private int unauthorizedCalls;

    Connection(Gateway gateway, Wire wire, Upgrade upgrade, Challenge challenge, String id) {
        this.gateway = gateway;
        this.wire = wire;
        this.upgrade = upgrade;
        this.challenge = challenge;
        this.outbox = new Outbox(wire);
        this.id = id;
    }

    /** The connection's id. */
    public String id() {
        return id;
    }

    /** Who logged in, once somebody has. */
    Optional<Session> session() {
        return session;
    }

    Outbox outbox() {
        return outbox;
    }

    boolean isReady() {
        return phase == Phase.READY;
    }

    boolean isWaiting() {
        return phase == Phase.CHALLENGED || phase == Phase.JUDGED;
    }

    void challenge() {
        outbox.direct(
                "connect.challenge",
                new JsonObject()
                        .with("nonce", challenge.nonce())
                        .with("ts", challenge.issuedAtMs())
                        .with("capabilities", List.of("model-catalog-snapshot")));
    }

    /** Takes one message; binary ones are read as text. */
    public void receive(String text) {
        switch (phase) {
            case CHALLENGED -> first(text);
            case JUDGED -> queue(text);
            case READY -> request(text);
            case CLOSED -> {}
        }
    }

    /** Ends the connection with a close frame. */
    public void close(int code, String reason) {
        if (phase != Phase.CLOSED) {
            phase = Phase.CLOSED;
            wire.close(code, CloseReason.cut(reason));
            gateway.gone(this);
        }
    }

    /** The socket is gone. */
    public void lost() {
        if (phase != Phase.CLOSED) {
            phase = Phase.CLOSED;
            gateway.gone(this);
        }
    }

    /** Drops the socket without a word. */
    void cut() {
        lost();
        wire.cut();
    }

    private void first(String text) {
        Optional<Object> value = Json.wire().read(text);
        if (value.isEmpty()) {
            close(1000, "");
            return;
        }
        if (frames.fault(value.get(), "").isPresent() || !(value.get() instanceof JsonObject frame)) {
            close(1008, "invalid request frame");
            return;
        }
        if (!"connect".equals(frame.text("method").orElse(""))) {
            String message = "the first request must be a connect";
            outbox.failed(frame.text("id").orElse(""), "INVALID_REQUEST", message, null);
            close(1008, message);
            return;
        }
        phase = Phase.JUDGED;
        gateway.later(() -> judge(frame));
    }

    private void queue(String text) {
        waiting.add(text);
        if (waiting.size() > Limits.QUEUED) {
            close(1008, "too many pending handshake frames");
        }
    }

    private void judge(JsonObject frame) {
        if (phase == Phase.CLOSED) {
            return;
        }
        String requestId = frame.text("id").orElse("");
        Object params = frame.value("params").orElse("");
        ConnectVerdict verdict = gateway.judge(params, upgrade, challenge);
        if (verdict instanceof ConnectVerdict.Admitted admitted) {
            session = Optional.of(Session.of(id, admitted.admission()));
            phase = Phase.READY;
            wire.admit();
            gateway.welcome(this, requestId, admitted.admission());
            waiting.forEach(this::receive);
            waiting.clear();
        } else if (verdict instanceof ConnectVerdict.Refused refused) {
            Refusal refusal = refused.refusal();
            outbox.failed(requestId, refusal.code(), refusal.message(), refusal.details());
            close(refusal.closeCode(), refusal.closeReason());
        } else {
            close(1008, "invalid-handshake");
        }
    }

    private void request(String text) {
        Optional<Object> value = Json.wire().read(text);
        if (value.isEmpty() || session.isEmpty()) {
            return;
        }
        Optional<String> fault = frames.fault(value.get(), "");
        if (fault.isPresent() || !(value.get() instanceof JsonObject frame)) {
            outbox.malformed(value.get(), fault.orElse("no object"));
            return;
        }
        String requestId = frame.text("id").orElse("");
        boolean foreign = frame.has("expectedProfileId")
                && frame.text("expectedProfileId")
                        .filter(Gateway.PROFILE::equals)
                        .isEmpty();
        if (foreign) {
            JsonObject details =
                    new JsonObject().with("reason", "EXPECTED_PROFILE_MISMATCH").with("execution", "not_started");
            outbox.failed(requestId, "INVALID_REQUEST", "this is another profile", details);
            return;
        }
        String method = frame.text("method").orElse("");
        unauthorizedCalls = gateway.call(this, session.get(), requestId, method, frame) ? 0 : unauthorizedCalls + 1;
        if (unauthorizedCalls > Limits.UNAUTHORIZED_CALLS) {
            close(1008, "repeated unauthorized calls");
        }
    }
}
