package dev.missioncontrol.fakegateway.internal.core;

import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.fakegateway.internal.connect.Admission;
import dev.missioncontrol.fakegateway.internal.connect.ConnectJudge;
import dev.missioncontrol.fakegateway.internal.connect.ConnectVerdict;
import dev.missioncontrol.fakegateway.internal.connect.Upgrade;
import dev.missioncontrol.fakegateway.internal.core.FaultPlan.HelloFault;
import dev.missioncontrol.fakegateway.internal.json.Json;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.pairing.PairingBook;
import dev.missioncontrol.fakegateway.internal.pairing.SetupCode;
import dev.missioncontrol.fakegateway.internal.pairing.SetupCodes;
import dev.missioncontrol.fakegateway.internal.rpc.DeviceMethods;
import dev.missioncontrol.fakegateway.internal.rpc.Dispatcher;
import dev.missioncontrol.fakegateway.internal.rpc.Method;
import dev.missioncontrol.fakegateway.internal.rpc.MethodScopes;
import dev.missioncontrol.fakegateway.internal.rpc.Reply;
import dev.missioncontrol.fakegateway.internal.rpc.SessionBook;
import dev.missioncontrol.fakegateway.internal.rpc.SessionMethods;
import dev.missioncontrol.fakegateway.internal.rpc.SetupMethods;
import dev.missioncontrol.fakegateway.internal.rpc.SystemMethods;
import dev.missioncontrol.fakegateway.internal.rpc.TokenMethods;
import dev.missioncontrol.fakegateway.internal.rpc.UpgradeMethods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The gateway behind the sockets, for one start of it. Everything runs on the loop. */
public final class Gateway {
    /** The one profile that all connections share. */
    static final String PROFILE = "gateway-owner";

    private final Settings settings;
    private final ScheduledExecutorService loop;
    private final Lines lines;
    private final PairingBook book;
    private final SetupCodes setupCodes;
    private final FaultPlan faults;
    private final List<CallRecord> calls;
    private final ConnectJudge judge;
    private final Dispatcher dispatcher;
    private final Hello hello;
    private final ScheduledFuture<?> ticks;
    private final long startedAtMs;

    /**
     * Starts up.
     *
     * @param loop the one thread everything runs on
     * @param calls where calls are recorded; outlives this start
     */
    public Gateway(
            Settings settings,
            ScheduledExecutorService loop,
            SessionBook sessions,
            SetupCodes setupCodes,
            FaultPlan faults,
            List<CallRecord> calls) {
        this.settings = settings;
        this.loop = loop;
        this.setupCodes = setupCodes;
        this.faults = faults;
        this.calls = calls;
        String bootId = freshId();
        lines = new Lines(settings.clock(), bootId, loop);
        PairingNews news = new PairingNews(lines, settings.clock());
        book = new PairingBook(settings.keeper(), news, settings.clock(), settings.random(), lines::isConnected);
        UpgradeMethods upgrades = new UpgradeMethods(book);
        news.alsoTell(upgrades::resolved);
        judge = new ConnectJudge(
                settings.shared(),
                settings.allowedOrigins(),
                settings.clock(),
                book,
                setupCodes,
                settings.silently(),
                settings.userHeader());
        MethodScopes table = MethodScopes.load();
        dispatcher = new Dispatcher(table, methods(sessions, upgrades));
        hello = new Hello(settings, bootId, table.advertised());
        startedAtMs = settings.clock().millis();
        long tickMs = settings.tickInterval().toMillis();
        ticks = loop.scheduleAtFixedRate(lines::tick, tickMs, tickMs, TimeUnit.MILLISECONDS);
    }

    /** The records of devices and requests. */
    public PairingBook book() {
        return book;
    }

    /** The open connections. */
    public Lines lines() {
        return lines;
    }

    /** Takes a new socket and challenges it. */
    public Connection open(Wire wire, Upgrade upgrade) {
        Challenge challenge =
                Challenge.fresh(settings.random(), settings.clock().instant());
        Connection connection = new Connection(this, wire, upgrade, challenge, freshId());
        lines.add(connection);
        connection.challenge();
        long patience = settings.handshakeTimeout().toMillis();
        loop.schedule(() -> giveUp(connection), patience, TimeUnit.MILLISECONDS);
        return connection;
    }

    /** Says goodbye to everybody and closes all sockets. */
    public void shutDown(JsonObject farewell) {
        ticks.cancel(false);
        lines.broadcast("shutdown", farewell);
        lines.all().forEach(connection -> connection.close(1012, "service restart"));
    }

    void later(Runnable task) {
        loop.execute(task);
    }

    ConnectVerdict judge(Object params, Upgrade upgrade, Challenge challenge) {
        return judge.judge(params, upgrade, challenge);
    }

    void welcome(Connection connection, String requestId, Admission admission) {
        HelloFault fault = faults.nextHello().orElse(null);
        if (fault != null) {
            spoil(connection, fault);
            return;
        }
        JsonObject payload =
                hello.payload(connection.id(), admission, faults.nextExtraScopes(), lines.snapshot(startedAtMs));
        connection.outbox().done(requestId, payload);
        lines.joined(connection.id(), admission);
        admission.setup().ifPresent(code -> spend(code, admission));
    }

    private void spend(SetupCode code, Admission admission) {
        setupCodes.spend(code);
        if (admission.request().role().equals("node")) {
            String device = admission.device().map(known -> known.id().value()).orElse("");
            lines.broadcast("device.pair.setup.completed", setupCodes.completed(code, device));
        }
    }

    /** Answers a call; tells whether the method is one of the caller's role. */
    boolean call(Connection connection, Session session, String requestId, String method, JsonObject frame) {
        Object params = frame.value("params").orElseGet(JsonObject::new);
        if (faults.leavesUnanswered(method)) {
            record(session, method, params, "unanswered");
            return true;
        }
        Reply reply = dispatcher.call(session, method, params);
        if (reply instanceof Reply.Later later) {
            record(session, method, params, "waiting");
            later.reply().thenAccept(answer -> answer(connection, requestId, answer));
        } else {
            record(session, method, params, reply instanceof Reply.Failed failed ? failed.code() : "ok");
            answer(connection, requestId, reply);
        }
        return !dispatcher.isOfOtherRole(session, method);
    }

    void gone(Connection connection) {
        lines.remove(connection);
    }

    private void answer(Connection connection, String requestId, Reply reply) {
        if (reply instanceof Reply.Done done) {
            connection.outbox().done(requestId, done.payload());
        } else if (reply instanceof Reply.Failed failed) {
            connection.outbox().failed(requestId, failed.code(), failed.message(), failed.details());
        }
    }

    private void record(Session session, String method, Object params, String outcome) {
        calls.add(new CallRecord(
                session, method, Json.write(params), outcome, settings.clock().instant()));
    }

    private void spoil(Connection connection, HelloFault fault) {
        switch (fault) {
            case SECOND_CHALLENGE -> connection.challenge();
            case MALFORMED -> connection.outbox().raw("{\"type\":\"res\",\"id\":");
            case SILENCE -> {}
        }
    }

    private void giveUp(Connection connection) {
        if (connection.isWaiting()) {
            connection.close(1000, "");
        }
    }

    private Map<String, Method> methods(SessionBook sessions, UpgradeMethods upgrades) {
        List<Map<String, Method>> groups = new ArrayList<>();
        groups.add(new SystemMethods(lines, sessions).methods());
        groups.add(new SessionMethods(sessions, lines, settings.clock()).methods());
        groups.add(new DeviceMethods(book, lines).methods());
        groups.add(new TokenMethods(book, lines).methods());
        groups.add(upgrades.methods());
        groups.add(new SetupMethods(setupCodes, settings.shared().mode().wireName()).methods());
        Map<String, Method> methods = new HashMap<>();
        groups.forEach(methods::putAll);
        return methods;
    }

    private String freshId() {
        return new UUID(settings.random().nextLong(), settings.random().nextLong()).toString();
    }
}
