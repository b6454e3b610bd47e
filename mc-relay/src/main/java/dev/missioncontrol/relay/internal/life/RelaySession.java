package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.RelayConnection;
import dev.missioncontrol.relay.RelayInlet;
import dev.missioncontrol.relay.RelayedClient;
import dev.missioncontrol.relay.internal.admission.Refusal;
import dev.missioncontrol.relay.internal.admission.Standing;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: AwaitingConnect, then Admitting, then Carrying, then Over. Every event goes through one
 * mailbox to the phase of the moment.
 */
final class RelaySession implements RelayInlet {
    private static final Logger log = LoggerFactory.getLogger(RelaySession.class);

    private final RelayCore core;
    private final RelayConnection connection;
    private final RequestFacts upgrade;
    private final Mailbox mailbox = new Mailbox(this::onBug);
    private volatile @Nullable Standing standing;
    private volatile @Nullable RelayedClient client;
    private Phase phase = new Over();
    private @Nullable ScheduledFuture<?> handshakeTimer;

    RelaySession(RelayCore core, RelayConnection connection, RequestFacts upgrade) {
        this.core = core;
        this.connection = connection;
        this.upgrade = upgrade;
    }

    /** Sends the challenge and starts the handshake clock. */
    void begin() {
        mailbox.post(() -> {
            handshakeTimer = core.after(core.timings().handshake(), () -> post(this::handshakeIsLate));
            AwaitingConnect first = new AwaitingConnect(this);
            phase = first;
            first.begin();
        });
    }

    RelayCore core() {
        return core;
    }

    RelayConnection connection() {
        return connection;
    }

    RequestFacts upgrade() {
        return upgrade;
    }

    void post(Runnable work) {
        mailbox.post(work);
    }

    /** Runs work that may block on a worker; what it throws ends the connection. False if too much waits already. */
    boolean work(Runnable blocking) {
        return core.work(() -> {
            try {
                blocking.run();
            } catch (RuntimeException | Error failed) {
                post(() -> onBug(failed));
            }
        });
    }

    boolean isIn(Phase some) {
        return phase == some;
    }

    void become(Phase next) {
        phase = next;
    }

    /** Notes on what the connection will stand, so that it is judged again from now on. */
    void stand(Standing on) {
        standing = on;
    }

    /** On what the connection stands; empty before it is admitted. From any thread. */
    Optional<Standing> standing() {
        return Optional.ofNullable(standing);
    }

    /** The client, once it is through. From any thread. */
    Optional<RelayedClient> client() {
        return Optional.ofNullable(client);
    }

    void through(RelayedClient as) {
        client = as;
        cancelHandshakeTimer();
    }

    /** Answers {@code connect} with an error and closes. */
    void refuse(String id, Refusal refusal, Optional<UserId> user) {
        core.recorder().refused(user, Peer.classify(upgrade, core.proxies()).address(), refusal.code());
        Refusal told = core.appointments().arrange(refusal);
        connection.send(core.answers().refusal(id, told.error()), Part.ENDS);
        end(told.closeCode(), told.closeReason());
    }

    /** Closes the client's socket, and then lets everything else go. */
    void end(int code, String reason) {
        over(code, reason, () -> connection.close(code, reason), Runnable::run);
    }

    /** Closes the client's socket at once, and lets everything else go in its turn. From any thread. */
    void cutOff(int code, String reason) {
        post(() -> over(
                code,
                reason,
                () -> connection.close(code, reason),
                rest -> core.aftermath().add(() -> post(rest))));
    }

    /** {@link #end}, from any thread. */
    void endLater(int code, String reason) {
        post(() -> end(code, reason));
    }

    @Override
    public void onText(ByteBuffer utf8, Part part) {
        if (mailbox.enter()) {
            try {
                phase.onText(utf8, part);
            } catch (RuntimeException | Error failed) {
                onBug(failed);
            } finally {
                mailbox.leave();
            }
        } else {
            ByteBuffer copy = copy(utf8);
            post(() -> phase.onText(copy, part));
        }
    }

    void onUpstreamText(ByteBuffer utf8, Part part) {
        if (mailbox.enter()) {
            try {
                phase.onUpstreamText(utf8, part);
            } catch (RuntimeException | Error failed) {
                onBug(failed);
            } finally {
                mailbox.leave();
            }
        } else {
            ByteBuffer copy = copy(utf8);
            post(() -> phase.onUpstreamText(copy, part));
        }
    }

    void onUpstreamClosed(int code, String reason) {
        post(() -> phase.onUpstreamClosed(code, reason));
    }

    void onUpstreamWritable() {
        post(() -> phase.onUpstreamWritable());
    }

    /** Tells the client of something, if it may know. */
    void tell(ByteBuffer event) {
        post(() -> phase.onNews(event));
    }

    /** Ends the connection as soon as nothing is under way. */
    void drain() {
        post(() -> phase.onDrain());
    }

    void onRecordsDue() {
        post(() -> phase.onRecordsDue());
    }

    @Override
    public void onBinary() {
        post(() -> phase.onBinary());
    }

    @Override
    public void onWritable() {
        post(() -> phase.onWritable());
    }

    @Override
    public void onClosed(int code, String reason) {
        post(() -> over(code, "closed by the client", () -> {}, Runnable::run));
    }

    private void over(int code, String reason, Runnable farewell, Consumer<Runnable> then) {
        Phase was = phase;
        if (was instanceof Over) {
            return;
        }
        phase = new Over();
        standing = null;
        client = null;
        cancelHandshakeTimer();
        core.forget(this);
        farewell.run();
        then.accept(() -> letGo(was, code, reason));
    }

    private static void letGo(Phase was, int code, String reason) {
        try {
            was.left(code, reason);
        } catch (RuntimeException | Error failed) {
            log.error("not everything that a connection held could be let go", failed);
        }
    }

    private void handshakeIsLate() {
        if (client == null) {
            end(1000, "");
        }
    }

    private void cancelHandshakeTimer() {
        if (handshakeTimer != null) {
            handshakeTimer.cancel(false);
        }
    }

    /** An error is no reason to leave the sockets of one connection open: it may be this connection that made it. */
    private void onBug(Throwable failed) {
        try {
            log.error("a connection was closed because its handling failed", failed);
            end(CloseCodes.UNEXPECTED, "internal error");
        } catch (RuntimeException | Error worse) {
            connection.close(CloseCodes.UNEXPECTED, "internal error");
        }
    }

    private static ByteBuffer copy(ByteBuffer piece) {
        ByteBuffer copy = ByteBuffer.allocate(piece.remaining());
        copy.put(piece.duplicate()).flip();
        return copy;
    }
}
