package dev.missioncontrol.auth.apikey;

import dev.missioncontrol.auth.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the uses of keys, so that one record a minute can stand for many. A use from a new source is due at once, so
 * that a stolen key shows. Bounded: the longest unused entry goes, and its next use counts as new.
 */
final class UseLedger {

    private static final int MOST_ENTRIES = 4_096;
    private static final Duration EVERY = Duration.ofMinutes(1);

    private record Use(String key, Source source) {}

    private record Tally(Instant recorded, int since) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Use, Tally> tallies = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Use, Tally> eldest) {
            return size() > MOST_ENTRIES;
        }
    };

    /** Counts a use; how many uses a record that is due now stands for, or empty if none is due. */
    OptionalInt count(String key, Source source, Instant now) {
        lock.lock();
        try {
            Use use = new Use(key, source);
            Tally known = tallies.get(use);
            boolean due = known == null || !now.isBefore(known.recorded().plus(EVERY));
            int uses = known == null ? 1 : known.since() + 1;
            tallies.put(use, due || known == null ? new Tally(now, 0) : new Tally(known.recorded(), uses));
            return due ? OptionalInt.of(uses) : OptionalInt.empty();
        } finally {
            lock.unlock();
        }
    }

    /** How many sources of how many keys are counted now. */
    int size() {
        lock.lock();
        try {
            return tallies.size();
        } finally {
            lock.unlock();
        }
    }
}
