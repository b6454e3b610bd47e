package dev.missioncontrol.relay.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.missioncontrol.core.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the members of one closed object and notes the first thing that is wrong with it. Not thread-safe. */
final class Members {
    private final JsonNode object;
    private final String where;
    private final Faults faults;

    Members(JsonNode object, String where, Faults faults) {
        this.object = object;
        this.where = where;
        this.faults = faults;
        if (!object.isObject()) {
            fault("", "must be object");
        }
    }

    /** A member that is an object; an empty one when it is missing. */
    Members object(String name) {
        JsonNode node = object.path(name);
        return new Members(
                node.isMissingNode() ? JsonNodeFactory.instance.objectNode() : node, where + "/" + name, faults);
    }

    boolean has(String name) {
        return object.has(name);
    }

    void allow(Set<String> names) {
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                faults.add(where.isEmpty() ? "at root: unexpected property" : "at " + where + ": unexpected property");
            }
        });
    }

    String required(String name, int longest) {
        String text = optional(name, longest);
        if (text == null) {
            fault("", "must have required property '" + name + "'");
            return "?";
        }
        return text;
    }

    String orEmpty(String name, int longest) {
        String text = optional(name, longest);
        return text == null ? "" : text;
    }

    /** A non-empty string without control characters. */
    @Nullable
    String optional(String name, int longest) {
        JsonNode node = object.path(name);
        if (node.isMissingNode()) {
            return null;
        }
        String text = node.textValue();
        if (text == null || text.isEmpty() || text.length() > longest) {
            fault("/" + name, "must be a string of 1 to " + longest + " characters");
            return null;
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            fault("/" + name, "must not hold control characters");
            return null;
        }
        return text;
    }

    /** A credential; an empty one counts as absent, as it does at the gateway. */
    @Nullable
    Secret secret(String name) {
        JsonNode node = object.path(name);
        if (node.isMissingNode()) {
            return null;
        }
        String text = node.textValue();
        if (text == null || text.length() > 4_096) {
            fault("/" + name, "must be a string of at most 4096 characters");
            return null;
        }
        return text.isEmpty() ? null : Secret.of(text);
    }

    long whole(String name, long least, long most) {
        JsonNode node = object.path(name);
        if (node.isMissingNode()) {
            fault("", "must have required property '" + name + "'");
            return least;
        }
        if (!node.canConvertToExactIntegral() || !node.canConvertToLong()) {
            fault("/" + name, "must be integer");
            return least;
        }
        long value = node.longValue();
        if (value < least || value > most) {
            fault("/" + name, "must be >= " + least + " and <= " + most);
        }
        return value;
    }

    List<String> strings(String name, int most, int longest) {
        JsonNode node = object.path(name);
        List<String> all = new ArrayList<>();
        if (node.isMissingNode()) {
            return all;
        }
        if (!node.isArray() || node.size() > most) {
            fault("/" + name, "must be array of at most " + most + " items");
            return all;
        }
        for (JsonNode item : node) {
            String text = item.textValue();
            if (text == null || text.isEmpty() || text.length() > longest) {
                fault("/" + name, "must hold strings of 1 to " + longest + " characters");
                return all;
            }
            all.add(text);
        }
        return all;
    }

    @Nullable
    String json(String name) {
        JsonNode node = object.path(name);
        return node.isMissingNode() ? null : node.toString();
    }

    private void fault(String at, String what) {
        String place = where + at;
        faults.add(place.isEmpty() ? what : "at " + place + ": " + what);
    }

    /** The first fault of a whole request. */
    static final class Faults {
        private @Nullable String first;

        void add(String fault) {
            if (first == null) {
                first = fault;
            }
        }

        @Nullable
        String first() {
            return first;
        }
    }
}
