package dev.missioncontrol.fakegateway.internal.rpc;

import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The conversations of this gateway and what was said in them. Used by one thread; lives in memory. */
public final class SessionBook {
    static final String MAIN = "agent:main:main";

    private final Map<String, SessionRow> rows = new LinkedHashMap<>();
    private final Map<String, List<JsonObject>> messages = new LinkedHashMap<>();
    private final InstantSource clock;
    private final SecureRandom random;

    /** Starts with these conversations. */
    public SessionBook(List<SessionRow> initial, InstantSource clock, SecureRandom random) {
        initial.forEach(row -> rows.put(row.key(), row));
        this.clock = clock;
        this.random = random;
    }

    int size() {
        return rows.size();
    }

    /** The newest first. */
    List<JsonObject> described() {
        return rows.values().stream()
                .sorted(Comparator.comparingLong(SessionRow::updatedAtMs).reversed())
                .map(SessionRow::describe)
                .toList();
    }

    Optional<SessionRow> find(String key) {
        return Optional.ofNullable(rows.get(full(key)));
    }

    List<JsonObject> messages(String key) {
        return List.copyOf(messages.getOrDefault(full(key), List.of()));
    }

    boolean hasLabel(@Nullable String label) {
        return label != null && rows.values().stream().anyMatch(row -> label.equals(row.label()));
    }

    SessionRow create(@Nullable String label) {
        return put("agent:main:dashboard:" + freshId(), label);
    }

    /** Adds a message, to a new conversation if there is none of that key. */
    SessionRow say(String key, String text) {
        SessionRow row = find(key).orElseGet(() -> put(full(key), null)).touched(clock.millis());
        rows.put(row.key(), row);
        messages.computeIfAbsent(row.key(), k -> new ArrayList<>()).add(message("user", text, row.updatedAtMs()));
        return row;
    }

    String freshId() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    static JsonObject message(String role, String text, long atMs) {
        JsonObject content = new JsonObject().with("type", "text").with("text", text);
        return new JsonObject()
                .with("role", role)
                .with("content", List.of(content))
                .with("timestamp", atMs);
    }

    private SessionRow put(String key, @Nullable String label) {
        long now = clock.millis();
        SessionRow row = new SessionRow(key, freshId(), "main", label, now, now);
        rows.put(key, row);
        return row;
    }

    private static String full(String key) {
        return key.equals("main") ? MAIN : key;
    }
}
