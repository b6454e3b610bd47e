package dev.missioncontrol.auth.webhook;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Accepted messages in the heap, for one process. Bounded: when it is full of living ids, no message is the first. */
public final class InMemorySeenWebhooks implements SeenWebhooks {

    private static final int MOST = 100_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Instant> seen = new HashMap<>();

    /** Empty. */
    public InMemorySeenWebhooks() {}

    @Override
    public boolean isFirst(String id, Instant now, Instant until) {
        lock.lock();
        try {
            if (seen.size() >= MOST) {
                seen.values().removeIf(end -> end.isBefore(now));
            }
            return seen.size() < MOST && seen.putIfAbsent(id, until) == null;
        } finally {
            lock.unlock();
        }
    }
}
