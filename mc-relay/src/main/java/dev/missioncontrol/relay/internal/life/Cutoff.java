package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.relay.Caller;
import dev.missioncontrol.relay.Callers;
import dev.missioncontrol.relay.internal.admission.Revocations;
import dev.missioncontrol.relay.internal.admission.Standing;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.RevocationFeed;
import dev.missioncontrol.trust.TrustDecision;
import dev.missioncontrol.trust.TrustEngine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections that lost what they stand on: at each read of the revocations all of them are judged again, on a
 * thread of its own; when revocations cannot be read, all end.
 */
final class Cutoff implements Revocations {
    private static final Logger log = LoggerFactory.getLogger(Cutoff.class);

    private final RevocationFeed feed;
    private final Callers callers;
    private final TrustEngine engine;
    private final InstantSource clock;
    private final Collection<RelaySession> sessions;
    private final AtomicLong batches = new AtomicLong();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Cutoff::thread);

    Cutoff(
            RevocationFeed feed,
            Callers callers,
            TrustEngine engine,
            InstantSource clock,
            Collection<RelaySession> sessions) {
        this.feed = feed;
        this.callers = callers;
        this.engine = engine;
        this.clock = clock;
        this.sessions = sessions;
    }

    /** Begins to listen. */
    void begin() {
        feed.subscribe(news -> {
            batches.addAndGet(news.isEmpty() ? 0 : 1);
            want();
        });
    }

    @Override
    public boolean areFresh() {
        return feed.isFresh();
    }

    @Override
    public long count() {
        return batches.get();
    }

    /** Tells whether nothing was withdrawn since then, or the standing holds all the same. Blocks. */
    boolean stoodSince(long count, Standing standing) {
        return feed.isFresh() && (batches.get() == count || why(standing).isEmpty());
    }

    /** Ends every connection when revocations could not be read for too long. Does not block. */
    void checkFreshness() {
        if (!feed.isFresh()) {
            List.copyOf(sessions).forEach(session -> session.endLater(CloseCodes.AGAIN_LATER, "trust stale"));
        }
    }

    void close() {
        thread.shutdownNow();
    }

    private void want() {
        if (wanted.compareAndSet(false, true)) {
            try {
                thread.execute(this::judgeAll);
            } catch (RejectedExecutionException closed) {
                log.debug("revocations after the relay was closed");
            }
        }
    }

    private void judgeAll() {
        wanted.set(false);
        for (RelaySession session : List.copyOf(sessions)) {
            session.standing().flatMap(this::why).ifPresent(end -> session.endLater(end.code(), end.reason()));
        }
    }

    private Optional<End> why(Standing standing) {
        try {
            Caller caller = standing.caller();
            if (caller != null && isOver(caller)) {
                return withdrawn("session expired");
            }
            if (caller != null && !callers.stillHolds(caller)) {
                return withdrawn("signed out, or the account changed");
            }
            if (caller != null && !callers.binds(caller, standing.device())) {
                return withdrawn("the sign-in belongs to another device");
            }
            return why(standing, engine.preview(standing.request()));
        } catch (RuntimeException failed) {
            log.error("a connection was closed because its standing could not be judged", failed);
            return Optional.of(new End(CloseCodes.AGAIN_LATER, "trust cannot be checked"));
        }
    }

    private static Optional<End> why(Standing standing, TrustDecision now) {
        if (now instanceof TrustDecision.Trusted trusted) {
            return trusted.access().covers(standing.access()) ? Optional.empty() : withdrawn("access changed");
        }
        if (now instanceof TrustDecision.PairingRequired required
                && required.pending().get(0).owner() instanceof Owner.Backend) {
            return Optional.of(new End(CloseCodes.AGAIN_LATER, "this server is not paired with the gateway"));
        }
        return withdrawn("access withdrawn");
    }

    private boolean isOver(Caller caller) {
        Instant end = caller.expiresAt();
        return end != null && !end.isAfter(clock.instant());
    }

    private static Optional<End> withdrawn(String reason) {
        return Optional.of(new End(CloseCodes.AUTHORITY_WITHDRAWN, reason));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "mc-relay-cutoff");
        thread.setDaemon(true);
        return thread;
    }

    private record End(int code, String reason) {}
}
