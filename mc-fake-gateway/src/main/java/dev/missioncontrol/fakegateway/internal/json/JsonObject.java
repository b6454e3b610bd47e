package dev.missioncontrol.fakegateway.internal.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object in the order of its members.
 *
 * <p>Values are {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@link JsonNull}, {@link List} and
 * {@link JsonObject}. Not thread-safe.
 */
public final class JsonObject {
    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Sets a member; an absent value leaves the object as it is. */
    public JsonObject with(String name, @Nullable Object value) {
        if (value instanceof Integer number) {
            members.put(name, number.longValue());
        } else if (value instanceof Collection<?> elements) {
            members.put(name, List.copyOf(elements));
        } else if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    /** The members by name, in order. */
    public Map<String, Object> members() {
        return members;
    }

    /** Tells whether the member is there, {@code null} included. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** The value, if the member is there. */
    public Optional<Object> value(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** The text, if the member is one. */
    public Optional<String> text(String name) {
        return value(name).filter(String.class::isInstance).map(String.class::cast);
    }

    /** The whole number, if the member is one. */
    public Optional<Long> whole(String name) {
        return value(name).filter(Long.class::isInstance).map(Long.class::cast);
    }

    /** The object, if the member is one. */
    public Optional<JsonObject> object(String name) {
        return value(name).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    /** Tells whether the member is {@code true}. */
    public boolean isTrue(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    /** The texts of an array; empty if the member is no array. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        elements(name).forEach(element -> {
            if (element instanceof String text) {
                texts.add(text);
            }
        });
        return texts;
    }

    /** The objects of an array; empty if the member is no array. */
    public List<JsonObject> objects(String name) {
        List<JsonObject> objects = new ArrayList<>();
        elements(name).forEach(element -> {
            if (element instanceof JsonObject object) {
                objects.add(object);
            }
        });
        return objects;
    }

    private List<?> elements(String name) {
        return members.get(name) instanceof List<?> list ? list : List.of();
    }
}
