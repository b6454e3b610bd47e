package dev.missioncontrol.gateway.netty;

import java.util.concurrent.atomic.AtomicLong;

/** Counts how often this side stopped reading one channel. Thread-safe. */
final class ReadPauses {
    private final AtomicLong count = new AtomicLong();

    void add() {
        count.incrementAndGet();
    }

    long count() {
        return count.get();
    }
}
