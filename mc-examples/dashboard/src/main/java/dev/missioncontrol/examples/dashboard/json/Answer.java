package dev.missioncontrol.examples.dashboard.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object to be sent, member by member; members without a value are left out. */
public final class Answer {
    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Adds a member; null adds nothing. */
    public Answer with(String name, @Nullable Object value) {
        if (value instanceof Answer answer) {
            members.put(name, answer.members);
        } else if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    /** Adds a member if there is a value. */
    public Answer with(String name, Optional<?> value) {
        return with(name, value.orElse(null));
    }

    /** The members so far, in order. */
    public Map<String, Object> members() {
        return members;
    }
}
