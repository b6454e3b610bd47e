package dev.missioncontrol.gateway;

import dev.missioncontrol.gateway.internal.endpoint.Endpoint;
import java.net.URI;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last 1,024 challenges of each of the last 64 gateways: a challenge that comes again is a replay and is not signed.
 * Thread-safe; keeps nothing across restarts.
 */
public final class ChallengeMemory {
    private static final int CHALLENGES = 1_024;
    private static final int GATEWAYS = 64;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Set<String>> nonces = new LinkedHashMap<>();

    /** A memory that knows nothing yet. */
    public ChallengeMemory() {}

    /** Remembers a nonce; false if this gateway sent it before. */
    boolean isNew(URI endpoint, String nonce) {
        String gateway = Endpoint.of(endpoint).key();
        lock.lock();
        try {
            Set<String> seen = nonces.remove(gateway);
            Set<String> ring = seen == null ? new LinkedHashSet<>() : seen;
            nonces.put(gateway, ring);
            dropOldest(nonces.keySet(), GATEWAYS);
            boolean fresh = ring.add(nonce);
            dropOldest(ring, CHALLENGES);
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    private static void dropOldest(Set<String> ordered, int most) {
        Iterator<String> oldest = ordered.iterator();
        while (ordered.size() > most) {
            oldest.next();
            oldest.remove();
        }
    }
}
