package dev.missioncontrol.relay.internal.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gathers refusals, so that a client that comes back for ever fills a line a minute and not the log. Thread-safe, in
 * bounded memory: beyond that many kinds at once, the rest is counted together.
 */
final class RefusalLedger {
    private static final int MOST_KINDS = 1_024;

    /** Who was refused, from where, and why. */
    record Kind(String actor, String address, String code) {
        private static final Kind REST = new Kind("(many)", "", "(many)");
    }

    /** Refusals of one kind that have no record yet. */
    record Due(Kind kind, long count) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Kind, Long> waiting = new LinkedHashMap<>();

    /** Counts one; a number means that it is the first of its kind for a while and is to be recorded now. */
    OptionalLong count(Kind kind) {
        lock.lock();
        try {
            Kind counted = waiting.size() < MOST_KINDS || waiting.containsKey(kind) ? kind : Kind.REST;
            Long before = waiting.get(counted);
            waiting.put(counted, before == null ? 0 : before + 1);
            return before == null && !counted.equals(Kind.REST) ? OptionalLong.of(1) : OptionalLong.empty();
        } finally {
            lock.unlock();
        }
    }

    /** A minute is over: what is to be recorded. Kinds that were quiet are forgotten. */
    List<Due> due() {
        lock.lock();
        try {
            List<Due> due = new ArrayList<>();
            waiting.forEach((kind, count) -> {
                if (count > 0) {
                    due.add(new Due(kind, count));
                }
            });
            waiting.values().removeIf(count -> count == 0);
            waiting.replaceAll((kind, count) -> 0L);
            return due;
        } finally {
            lock.unlock();
        }
    }
}
