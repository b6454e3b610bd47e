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

/**
 * The sign-ins that were begun, by the digest of their state: each for ten minutes, once, and so many at most. One that
 * was begun is never dropped to make room, so nobody can end the sign-ins of others by beginning many.
 */
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

    /**
     * Keeps one, if there is room.
     *
     * @return how long it takes until there is; empty if it is kept
     */
    public Optional<Duration> put(Digest state, PendingSignIn begun) {
        Instant now = clock.instant();
        lock.lock();
        try {
            dropOver(now);
            if (byState.size() >= MOST) {
                Instant room = byState.values().iterator().next().until();
                return Optional.of(Duration.between(now, room));
            }
            byState.put(state, new Kept(begun, now.plus(LIFE)));
            return Optional.empty();
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

    private void dropOver(Instant now) {
        Iterator<Kept> eldest = byState.values().iterator();
        while (eldest.hasNext() && isOver(eldest.next(), now)) {
            eldest.remove();
        }
    }

    private static boolean isOver(Kept kept, Instant now) {
        return !now.isBefore(kept.until());
    }
}
