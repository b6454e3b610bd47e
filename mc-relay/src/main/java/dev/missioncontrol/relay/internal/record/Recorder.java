package dev.missioncontrol.relay.internal.record;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.identity.CredentialRef;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.relay.RelayListener;
import dev.missioncontrol.relay.RelayedClient;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what goes through the relay into the audit log, and tells the listener. Thread-safe. Everything but
 * {@link #connected} happens later, in order, on a thread of its own; what comes while the relay closes, at once. The
 * queue is bounded: what is lost by that is on record as a number.
 */
public final class Recorder {
    private static final Logger log = LoggerFactory.getLogger(Recorder.class);

    private static final int MOST_WAITING = 10_000;
    private static final int ROOM_FOR_MORE = 10;

    private final AuditLog audit;
    private final RelayListener listener;
    private final RefusalLedger refusals = new RefusalLedger();
    private final AtomicLong lost = new AtomicLong();
    private final int mostWaiting;
    private final ThreadPoolExecutor thread;

    /** Over this log. */
    public Recorder(AuditLog audit, RelayListener listener) {
        this(audit, listener, MOST_WAITING);
    }

    Recorder(AuditLog audit, RelayListener listener, int mostWaiting) {
        this.audit = audit;
        this.listener = listener;
        this.mostWaiting = mostWaiting;
        this.thread = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(mostWaiting), Recorder::thread);
    }

    /** Tells whether there is room for the records of one more client: without, it must be told to come back. */
    public boolean hasRoom() {
        return thread.getQueue().remainingCapacity() > mostWaiting / ROOM_FOR_MORE;
    }

    /**
     * Records a connection. Blocks; when this throws there is no record and must be no connection.
     *
     * @param credential what it stands on, if on more than a device; by the public ids of its keys and sessions
     * @param upstreamId the gateway's name for the connection behind it
     */
    public void connected(RelayedClient client, Optional<CredentialRef> credential, String upstreamId) {
        AuditEvent event = AuditEvent.of(AuditAction.RELAY_CONNECTED, actor(client), client.connectionId())
                .with("client", client.clientId() + "/" + client.clientMode())
                .with("scopes", client.access().scopes().toString())
                .with("upstream", upstreamId)
                .from(client.address());
        audit.append(named(
                credential,
                client.device() == null
                        ? event
                        : event.with("device", client.device().value())));
        tell(() -> listener.onConnected(client));
    }

    /** Records calls of a connection, if there were any. */
    public void calls(RelayedClient client, SortedMap<String, String> counts) {
        if (!counts.isEmpty()) {
            write(() -> audit.append(
                    new AuditEvent(AuditAction.RELAY_CALLS, actor(client), client.connectionId(), counts)));
        }
    }

    /** Records the end of a connection. */
    public void closed(RelayedClient client, int code, String reason) {
        write(() -> audit.append(AuditEvent.of(AuditAction.RELAY_CLOSED, actor(client), client.connectionId())
                .with("code", Integer.toString(code))
                .with("reason", reason)));
        tell(() -> listener.onClosed(client, code));
    }

    /** Records that a client was turned away: the first of its kind at once, more of the same by the minute. */
    public void refused(Optional<UserId> user, InetAddress address, String code) {
        RefusalLedger.Kind kind = new RefusalLedger.Kind(
                user.map(UserId::value).orElse(AuditEvent.NOBODY),
                user.isPresent() ? "" : address.getHostAddress(),
                code);
        refusals.count(kind).ifPresent(count -> write(() -> refused(kind, count)));
        tell(() -> listener.onRefused(code));
    }

    /** Writes the refusals that were gathered; without room they wait for the next time. Call it each minute. */
    public void flushRefusals() {
        if (!later(() -> refusals.due().forEach(due -> refused(due.kind(), due.count())))) {
            log.debug("the refusals that were gathered wait for another minute");
        }
    }

    /** Writes what is left and ends the thread; waits for it at most two seconds. */
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                log.error("records of the relay were not written in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        flushRefusals();
    }

    private static AuditEvent named(Optional<CredentialRef> credential, AuditEvent event) {
        String keys = ids(credential, CredentialRef.OfKey.class, CredentialRef.OfKey::keyId);
        String sessions = ids(credential, CredentialRef.OfSession.class, CredentialRef.OfSession::sessionId);
        AuditEvent withKeys = keys.isEmpty() ? event : event.with("key", keys);
        return sessions.isEmpty() ? withKeys : withKeys.with("session", sessions);
    }

    private static <C extends CredentialRef> String ids(
            Optional<CredentialRef> credential, Class<C> kind, Function<C, String> id) {
        return credential.stream()
                .flatMap(whole -> whole.parts().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .map(id)
                .sorted()
                .collect(Collectors.joining(","));
    }

    private void refused(RefusalLedger.Kind kind, long count) {
        audit.append(new AuditEvent(
                AuditAction.RELAY_REFUSED,
                kind.actor(),
                kind.code(),
                new TreeMap<>(Map.of("count", Long.toString(count), "address", kind.address()))));
    }

    /** A record that finds no room is counted, and the count is the next record. */
    private void write(Runnable oneRecord) {
        if (!later(oneRecord) && lost.getAndIncrement() == 0) {
            log.error("records of the relay are lost: the audit log does not keep up");
        }
    }

    /** The listener is not told what finds no room: it is no record. */
    private void tell(Runnable news) {
        if (!later(news)) {
            log.debug("the listener of the relay was not told of everything");
        }
    }

    /** False if there is no room. */
    private boolean later(Runnable work) {
        try {
            thread.execute(() -> {
                noteLost();
                carefully(work);
            });
            return true;
        } catch (RejectedExecutionException fullOrClosing) {
            if (thread.isShutdown()) {
                carefully(work);
                return true;
            }
            return false;
        }
    }

    private void noteLost() {
        long count = lost.getAndSet(0);
        if (count > 0) {
            carefully(() -> audit.append(AuditEvent.of(AuditAction.RELAY_CALLS, AuditEvent.SYSTEM, "(lost)")
                    .with("lost", Long.toString(count))));
        }
    }

    private static void carefully(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            log.error("a record of the relay could not be written or its listener failed", failed);
        }
    }

    private static String actor(RelayedClient client) {
        return client.subject() instanceof Subject.Authenticated who ? who.id().value() : AuditEvent.NOBODY;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "mc-relay-records");
        thread.setDaemon(true);
        return thread;
    }
}
