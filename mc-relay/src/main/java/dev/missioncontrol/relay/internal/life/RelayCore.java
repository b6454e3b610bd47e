package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.gateway.ConnectRefusal;
import dev.missioncontrol.relay.MethodRules;
import dev.missioncontrol.relay.RelayConnection;
import dev.missioncontrol.relay.RelayInlet;
import dev.missioncontrol.relay.RelayedClient;
import dev.missioncontrol.relay.internal.admission.Admission;
import dev.missioncontrol.relay.internal.desk.BackendCard;
import dev.missioncontrol.relay.internal.desk.DeskCounter;
import dev.missioncontrol.relay.internal.desk.DeskOffice;
import dev.missioncontrol.relay.internal.desk.PairingWatch;
import dev.missioncontrol.relay.internal.desk.Registry;
import dev.missioncontrol.relay.internal.record.Recorder;
import dev.missioncontrol.relay.internal.scan.ScanFault;
import dev.missioncontrol.relay.internal.upstream.UpstreamDoor;
import dev.missioncontrol.relay.internal.upstream.UpstreamRefusals;
import dev.missioncontrol.relay.internal.wire.Answers;
import dev.missioncontrol.relay.internal.wire.ConnectReader;
import dev.missioncontrol.relay.internal.wire.HelloRewriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all connections of a relay share: the door, the way upstream, the records, threads and clocks. Thread-safe. */
public final class RelayCore {
    private static final Logger log = LoggerFactory.getLogger(RelayCore.class);
    private static final int ID_BYTES = 8;

    private final RelayParts parts;
    private final Set<RelaySession> sessions = ConcurrentHashMap.newKeySet();
    private final RelayThreads threads = new RelayThreads();
    private final Tokens tokens;
    private final Cutoff cutoff;
    private final UpstreamDoor door;
    private final Admission admission;
    private final Recorder recorder;
    private final Desk desk;
    private final Draining draining = new Draining();
    private final Aftermath aftermath = new Aftermath(this::after);
    private final Appointments appointments = new Appointments(System::nanoTime);
    private final Answers answers = new Answers();
    private final ConnectReader connects = new ConnectReader();
    private final HelloRewriter hellos = new HelloRewriter();
    private volatile boolean closed;

    /** A relay; {@link #begin} starts it. */
    public RelayCore(RelayParts parts) {
        this.parts = parts;
        this.tokens = new Tokens(parts.random());
        this.cutoff = new Cutoff(parts.feed(), new Judgement(parts.callers(), parts.engine(), parts.clock()), sessions);
        this.door = new UpstreamDoor(parts.upstream(), threads.timer());
        this.admission =
                new Admission(parts.engine(), parts.callers(), parts.proxies(), door::introduce, cutoff, parts.clock());
        this.recorder = new Recorder(parts.audit(), parts.listener());
        this.desk = desk(parts.desks());
    }

    /** Starts the clocks. */
    public void begin() {
        cutoff.begin();
        every(parts.timings().freshness(), cutoff::checkFreshness);
        every(parts.timings().records(), this::writeRecords);
        every(parts.timings().freshness(), desk::lookSoon);
    }

    /** Takes over a client's socket. */
    public RelayInlet open(RelayConnection connection, RequestFacts upgrade) {
        RelaySession session = new RelaySession(this, connection, upgrade);
        sessions.add(session);
        session.begin();
        if (closed) {
            session.endLater(CloseCodes.RESTART, "service restart");
        }
        return session;
    }

    /** The clients that are through. */
    public List<RelayedClient> clients() {
        return sessions.stream()
                .map(RelaySession::client)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Tells whether clients are let in. */
    public boolean isReady() {
        return !isStopping() && cutoff.areFresh();
    }

    /** Lets nobody in any more, and each connection go when nothing is under way on it, or at the deadline. */
    public CompletionStage<Void> drain(Duration deadline) {
        if (draining.begin(sessions::isEmpty)) {
            List.copyOf(sessions).forEach(RelaySession::drain);
            after(deadline, this::endAll);
        }
        return draining.done();
    }

    /** Ends everything. */
    public void close() {
        closed = true;
        endAll();
        cutoff.close();
        desk.close();
        threads.close();
        aftermath.close();
        recorder.close();
    }

    boolean isStopping() {
        return closed || draining.hasBegun();
    }

    Timings timings() {
        return parts.timings();
    }

    MethodRules rules() {
        return parts.rules();
    }

    TrustedProxies proxies() {
        return parts.proxies();
    }

    Cutoff cutoff() {
        return cutoff;
    }

    UpstreamDoor door() {
        return door;
    }

    Admission admission() {
        return admission;
    }

    Aftermath aftermath() {
        return aftermath;
    }

    Desk desk() {
        return desk;
    }

    Recorder recorder() {
        return recorder;
    }

    Appointments appointments() {
        return appointments;
    }

    Answers answers() {
        return answers;
    }

    ConnectReader connects() {
        return connects;
    }

    HelloRewriter hellos() {
        return hellos;
    }

    Challenge newChallenge() {
        return Challenge.fresh(parts.random(), now());
    }

    String newConnectionId() {
        return tokens.hex(ID_BYTES).reveal();
    }

    Instant now() {
        return parts.clock().instant();
    }

    void forget(RelaySession session) {
        sessions.remove(session);
        draining.look(sessions::isEmpty);
    }

    /** Runs blocking work on a worker; false if too much waits already. */
    boolean work(Runnable blocking) {
        try {
            threads.workers().execute(blocking);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    ScheduledFuture<?> after(Duration time, Runnable work) {
        return threads.timer().schedule(work, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    void observe(ConnectRefusal refusal) {
        if (UpstreamRefusals.concernsBackend(refusal)) {
            work(() -> parts.upstream().observer().onRefused(refusal));
        }
    }

    void report(String what, RuntimeException failed) {
        log.error(what, failed);
    }

    void refusedFrame(RelayedClient client, ScanFault fault) {
        log.warn("{}: a frame of {} was refused: {}", AuditAction.RELAY_REFUSED, client.connectionId(), fault.reason());
    }

    void unclear(RelayedClient client) {
        log.warn("{} was closed: the gateway sent it what cannot be understood", client.connectionId());
    }

    private void endAll() {
        List.copyOf(sessions).forEach(session -> session.endLater(CloseCodes.RESTART, "service restart"));
    }

    private Desk desk(@Nullable RelayDesks desks) {
        if (desks == null) {
            return new Desk(this, sessions, null, null);
        }
        BackendCard card =
                new BackendCard(parts.upstream().identity(), parts.upstream().profile(), door::deviceScopes);
        Registry registry = desks.registry(card, sessions);
        DeskCounter counter = new DeskCounter(new DeskOffice(registry, parts.clock()), answers);
        return new Desk(this, sessions, counter, new PairingWatch(registry, parts.clock()));
    }

    private void writeRecords() {
        recorder.flushRefusals();
        sessions.forEach(RelaySession::onRecordsDue);
    }

    /** What throws would not run again. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            report("a clock of the relay failed", failed);
        }
    }

    private void every(Duration time, Runnable work) {
        threads.timer()
                .scheduleWithFixedDelay(() -> guarded(work), time.toNanos(), time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
