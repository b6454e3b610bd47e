package dev.missioncontrol.gateway;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.gateway.internal.lifecycle.Command;
import dev.missioncontrol.gateway.internal.lifecycle.Input;
import dev.missioncontrol.gateway.internal.lifecycle.Life;
import dev.missioncontrol.gateway.internal.lifecycle.LifeCycle;
import dev.missioncontrol.gateway.internal.lifecycle.Moment;
import dev.missioncontrol.gateway.internal.lifecycle.Step;
import dev.missioncontrol.gateway.internal.wire.ShutdownReader;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what the life cycle commands. Everything but {@link #call} and {@link #hello} runs on one thread. */
final class ClientLoop implements Connection.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLoop.class);

    private static final int SILENT = 4000;

    private final ClientSettings settings;
    private final GatewayTransport transport;
    private final CredentialChoice credentials;
    private final LifeCycle lifeCycle;
    private final ScheduledExecutorService thread;
    private final Announcer announcer;
    private final StateBox box;
    private final Semaphore room;
    private final OfflineCalls offline;
    private final ChallengeMemory challenges = new ChallengeMemory();
    private Life life = new Life.Idle();
    private Access asked;
    private @Nullable Link link;
    private @Nullable ScheduledFuture<?> alarm;
    private volatile @Nullable PendingCalls calls;
    private volatile @Nullable Hello hello;

    ClientLoop(
            ClientSettings settings,
            GatewayTransport transport,
            CredentialChoice credentials,
            ScheduledExecutorService thread,
            Announcer announcer,
            StateBox box) {
        this.settings = settings;
        this.transport = transport;
        this.credentials = credentials;
        this.lifeCycle = new LifeCycle(settings.approvalInterval(), settings.restartSpread());
        this.thread = thread;
        this.announcer = announcer;
        this.box = box;
        this.room = new Semaphore(settings.pendingCalls());
        this.offline = new OfflineCalls(settings.offlineCalls());
        this.asked = settings.access();
    }

    Optional<Hello> hello() {
        return Optional.ofNullable(hello);
    }

    CompletionStage<Reply> call(String method, String paramsJson, Duration timeout) {
        PendingCalls present = calls;
        if (present != null) {
            return present.call(method, paramsJson, timeout);
        }
        CompletionStage<Reply> later = offline.add(method, paramsJson, timeout);
        PendingCalls meanwhile = calls;
        if (meanwhile != null) {
            offline.send(meanwhile);
        }
        return later;
    }

    /** Calls what the gateway answers when somebody has acted: an answer that does not come says nothing. */
    CompletionStage<Reply> callPatiently(String method, String paramsJson, Duration timeout) {
        PendingCalls present = calls;
        return present == null
                ? PendingCalls.refused(Reply.Refused.NOT_CONNECTED, "the client is not connected")
                : present.call(method, paramsJson, timeout, PendingCalls.Waiting.IS_NORMAL);
    }

    /** Hands an input to the loop; without effect once the loop has ended. */
    void put(Input input) {
        run(() -> take(input));
    }

    /** Ends the loop: the last thing it does. Waits at most this long for what is under way. */
    void stop(Duration patience) {
        try {
            thread.submit(() -> guarded(() -> take(new Input.Stop()))).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException stuck) {
            LOG.warn("the gateway client did not end in time", stuck);
        }
        thread.shutdownNow();
    }

    @Override
    public void event(Connection from, String name, String payloadJson, long seq) {
        run(() -> {
            from.backlog().done(payloadJson.length());
            if (isPresent(from.link())) {
                announcer.event(name, payloadJson, seq);
                if (name.equals("shutdown")) {
                    take(new Input.ShutdownSaid(
                            from.link(), ShutdownReader.restart(payloadJson).orElse(null)));
                }
            }
        });
    }

    @Override
    public void gap(long of, long expected, long received) {
        run(() -> {
            if (isPresent(of)) {
                announcer.gap(expected, received);
            }
        });
    }

    @Override
    public void broken(long of, int closeCode, CloseReason reason) {
        run(() -> {
            Link broken = link;
            if (isPresent(of) && broken != null) {
                broken.close(closeCode);
                take(new Input.Lost(of, reason));
            }
        });
    }

    @Override
    public void closed(long of, int closeCode) {
        put(new Input.Lost(of, ReasonTable.ofCloseCodeBehindHello(closeCode)));
    }

    private void take(Input input) {
        Moment moment = new Moment(settings.time().instant(), settings.random().nextDouble());
        GatewayState before = life.shown();
        Step step = lifeCycle.step(life, input, moment);
        life = step.life();
        if (!(life instanceof Life.Online)) {
            calls = null;
            hello = null;
        }
        if (life instanceof Life.Over) {
            offline.refuseAll();
        }
        show(before, life.shown());
        step.commands().forEach(this::carryOut);
    }

    private void show(GatewayState before, GatewayState after) {
        if (!after.equals(before)) {
            LOG.debug("gateway client: {}", after);
            if (after instanceof GatewayState.Closed closed && !closed.detail().isEmpty()) {
                LOG.error(
                        "the gateway client stops: {}. {}",
                        closed.detail(),
                        closed.because().remedy());
            }
            box.set(after);
            announcer.state(before, after);
        }
    }

    private void carryOut(Command command) {
        if (command instanceof Command.Open open) {
            open(open.link());
        } else if (command instanceof Command.Close close) {
            Link closing = link;
            if (closing != null) {
                closing.close(close.code());
            }
        } else if (command instanceof Command.WakeAt wake) {
            wakeAt(wake.at());
        }
    }

    private void open(long number) {
        LinkRequest request;
        try {
            request = settings.request(asked, credentials.now());
        } catch (RuntimeException lost) {
            LOG.error("the kept device token cannot be read", lost);
            take(new Input.Lost(number, CloseReason.STORE_LOST));
            return;
        }
        PendingCalls pending = new PendingCalls(room, () -> broken(number, SILENT, CloseReason.CALLS_UNANSWERED));
        Connection connection = new Connection(number, pending, this, settings.time());
        Handshake handshake = new Handshake(
                request,
                challenges,
                connection,
                () -> put(new Input.Opened(number)),
                result -> ended(connection, result));
        link = new Link(pending, connection, handshake);
        handshake.start(transport);
    }

    private void ended(Connection connection, LinkResult result) {
        if (result instanceof LinkResult.Open open) {
            connection.backlog().attach(open.socket());
        }
        run(() -> ended(connection.link(), result));
    }

    private void ended(long number, LinkResult result) {
        Link ended = link;
        if (!isPresent(number) || ended == null) {
            if (result instanceof LinkResult.Open late) {
                late.socket().close(1000, "");
            }
        } else if (result instanceof LinkResult.Open open) {
            welcome(number, ended, open);
        } else if (result instanceof LinkResult.Refused refused) {
            refused(number, refused.refusal());
        } else if (result instanceof LinkResult.Lost lost) {
            take(new Input.Lost(number, lost.reason(), lost.detail()));
        }
    }

    private void refused(long number, ConnectRefusal said) {
        if (credentials.retriesWithDeviceToken(said)) {
            take(new Input.ShowOther(number));
        } else {
            take(new Input.Refused(number, said.reason(), said.requestId(), said.retryAfter()));
        }
    }

    private void welcome(long number, Link welcomed, LinkResult.Open open) {
        credentials.keep(open.hello());
        welcomed.welcomed(open.socket(), open.hello());
        hello = open.hello();
        calls = welcomed.calls();
        take(new Input.Welcomed(
                number,
                open.hello().access(),
                open.hello().serverVersion(),
                open.hello().tickInterval()));
        offline.send(welcomed.calls());
    }

    /** Keeps a wider token, asks for its scopes from now on, and connects anew. */
    CompletionStage<Boolean> widen(IssuedToken issued) {
        CompletableFuture<Boolean> kept = new CompletableFuture<>();
        boolean runs = run(() -> {
            boolean isKept = credentials.keep(issued);
            if (isKept) {
                asked = issued.access();
                take(new Input.Renew(life.link()));
            }
            kept.complete(isKept);
        });
        if (!runs) {
            kept.complete(false);
        }
        return kept;
    }

    private void wakeAt(Instant at) {
        if (alarm != null) {
            alarm.cancel(false);
        }
        long nanos = Math.max(0, Duration.between(settings.time().instant(), at).toNanos());
        try {
            alarm = thread.schedule(this::ring, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("no alarm after the client has closed");
        }
    }

    private void ring() {
        Link present = link;
        guarded(() -> take(new Input.Alarm(
                present == null ? Instant.MIN : present.connection().lastHeard())));
    }

    private boolean isPresent(long number) {
        return life.link() == number && (life instanceof Life.Attempting || life instanceof Life.Online);
    }

    /** False when nothing runs any more. */
    private boolean run(Runnable action) {
        try {
            thread.execute(() -> guarded(action));
            return true;
        } catch (RejectedExecutionException closed) {
            LOG.debug("nothing happens after the client has closed");
            return false;
        }
    }

    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException fault) {
            LOG.error("a step of the gateway client failed", fault);
        }
    }
}
