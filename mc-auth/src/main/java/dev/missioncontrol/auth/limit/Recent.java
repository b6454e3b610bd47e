package dev.missioncontrol.auth.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The latest so many values. Thread-safe. */
final class Recent<V> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<V, Boolean> values;

    Recent(int most) {
        this.values = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<V, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    void add(V value) {
        lock.lock();
        try {
            values.put(value, true);
        } finally {
            lock.unlock();
        }
    }

    boolean contains(V value) {
        lock.lock();
        try {
            return values.get(value) != null;
        } finally {
            lock.unlock();
        }
    }
}
