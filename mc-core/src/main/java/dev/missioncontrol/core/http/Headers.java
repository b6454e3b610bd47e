package dev.missioncontrol.core.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The header fields of a request: names without regard to case, every value kept, in order. Immutable. */
public final class Headers {
    private static final Headers EMPTY = new Headers(Map.of());

    private final Map<String, List<String>> values;

    private Headers(Map<String, List<String>> values) {
        this.values = values;
    }

    /** No fields at all. */
    public static Headers empty() {
        return EMPTY;
    }

    /** Takes every value of every field; fields whose names differ only in case become one. */
    public static Headers of(Map<String, List<String>> fields) {
        Map<String, List<String>> folded = new TreeMap<>();
        fields.forEach((name, all) ->
                folded.computeIfAbsent(fold(name), n -> new ArrayList<>()).addAll(all));
        folded.replaceAll((name, all) -> List.copyOf(all));
        return new Headers(folded);
    }

    /** A copy with one more value. */
    public Headers with(String name, String value) {
        Map<String, List<String>> more = new TreeMap<>(values);
        List<String> all = new ArrayList<>(all(name));
        all.add(value);
        more.put(fold(name), List.copyOf(all));
        return new Headers(more);
    }

    /** Every value of this field, in order; empty if it is absent. */
    public List<String> all(String name) {
        return values.getOrDefault(fold(name), List.of());
    }

    /** The value of a field that occurs exactly once; empty if it is absent or repeated. */
    public Optional<String> only(String name) {
        List<String> all = all(name);
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** Tells whether the field occurs at least once. */
    public boolean contains(String name) {
        return values.containsKey(fold(name));
    }

    /** The field names in lower case, sorted. */
    public Set<String> names() {
        return values.keySet();
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Names only: values may be credentials. */
    @Override
    public String toString() {
        return "Headers" + values.keySet();
    }
}
