package dev.missioncontrol.core.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final Map<K, V> rows = new LinkedHashMap<>();

    /** An empty table of {@code unit}. */
    public InMemoryTable(InMemoryUnitOfWork unit) {
        this.unit = unit;
    }

    /** The row of this key. */
    public Optional<V> find(K key) {
        return unit.reading(() -> Optional.ofNullable(rows.get(key)));
    }

    /** The rows that pass, in the order their keys were first put. */
    public List<V> where(Predicate<V> filter) {
        return unit.reading(() -> rows.values().stream().filter(filter).toList());
    }

    /** Writes a row, in place of an earlier one of the same key. */
    public void put(Tx tx, K key, V row) {
        Objects.requireNonNull(row, "row");
        @Nullable
        V before = unit.reading(() -> Optional.ofNullable(rows.get(key))).orElse(null);
        unit.writing(tx, () -> restore(key, before));
        rows.put(key, row);
    }

    /** Removes a row, if it is there. */
    public void remove(Tx tx, K key) {
        @Nullable
        V before = unit.reading(() -> Optional.ofNullable(rows.get(key))).orElse(null);
        unit.writing(tx, () -> restore(key, before));
        rows.remove(key);
    }

    private void restore(K key, @Nullable V before) {
        if (before == null) {
            rows.remove(key);
        } else {
            rows.put(key, before);
        }
    }
}
