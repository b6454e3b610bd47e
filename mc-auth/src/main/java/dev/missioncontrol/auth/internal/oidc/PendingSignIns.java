package dev.missioncontrol.auth.internal.oidc;

import dev.missioncontrol.core.secret.Digest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The sign-ins that were begun, by the digest of their state: each for ten minutes, once, and so many at most. */
public final class PendingSignIns {

    static final int MOST = 10_000;
    static final Duration LIFE = Duration.ofMinutes(10);

    private record Kept(PendingSignIn begun, Instant until) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Digest, Kept> byState = new LinkedHashMap<>();
    private final InstantSource clock;

    /** None yet. */
    public PendingSignIns(InstantSource clock) {
        this.clock = clock;
    }

    /** Keeps one; if there are too many, the oldest goes. */
    public void put(Digest state, PendingSignIn begun) {
        Instant now = clock.instant();
        lock.lock();
        try {
            makeRoom(now);
            byState.put(state, new Kept(begun, now.plus(LIFE)));
        } finally {
            lock.unlock();
        }
    }

    /** Hands one out, once. */
    public Optional<PendingSignIn> take(Digest state) {
        Instant now = clock.instant();
        lock.lock();
        try {
            @Nullable Kept kept = byState.remove(state);
            return kept == null || isOver(kept, now) ? Optional.empty() : Optional.of(kept.begun());
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom(Instant now) {
        Iterator<Kept> eldest = byState.values().iterator();
        boolean more = true;
        while (more && eldest.hasNext()) {
            more = isOver(eldest.next(), now) || byState.size() >= MOST;
            if (more) {
                eldest.remove();
            }
        }
    }

    private static boolean isOver(Kept kept, Instant now) {
        return !now.isBefore(kept.until());
    }
}
