package dev.missioncontrol.core.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows by key that change with an {@link InMemoryUnitOfWork}. Thread-safe; rows should be immutable.
 *
 * @param <K> the key
 * @param <V> the row
 */
public final class InMemoryTable<K, V> {
    private final InMemoryUnitOfWork unit;
    private final Map<K, Long> places = new HashMap<>();
    private final NavigableMap<Long, V> rows = new TreeMap<>();
    private long nextPlace;

    /** An empty table of {@code unit}. */
    public InMemoryTable(InMemoryUnitOfWork unit) {
        this.unit = unit;
    }

    /** The row of this key. */
    public Optional<V> find(K key) {
        return unit.reading(() -> Optional.ofNullable(places.get(key)).map(rows::get));
    }

    /** The rows that pass, in the order their keys were first put; a key that was removed counts as new. */
    public List<V> where(Predicate<V> filter) {
        return unit.reading(() -> rows.values().stream().filter(filter).toList());
    }

    /** Writes a row, in place of an earlier one of the same key. */
    public void put(Tx tx, K key, V row) {
        Objects.requireNonNull(row, "row");
        undoable(tx, key);
        rows.put(places.computeIfAbsent(key, added -> nextPlace++), row);
    }

    /** Removes a row, if it is there. */
    public void remove(Tx tx, K key) {
        undoable(tx, key);
        Long place = places.remove(key);
        if (place != null) {
            rows.remove(place);
        }
    }

    private void undoable(Tx tx, K key) {
        unit.check(tx);
        @Nullable
        Long place = unit.reading(() -> Optional.ofNullable(places.get(key))).orElse(null);
        @Nullable V row = place == null ? null : find(key).orElse(null);
        unit.writing(tx, () -> restore(key, place, row));
    }

    private void restore(K key, @Nullable Long place, @Nullable V row) {
        Long now = places.remove(key);
        if (now != null) {
            rows.remove(now);
        }
        if (place != null && row != null) {
            places.put(key, place);
            rows.put(place, row);
        }
    }
}
