package dev.missioncontrol.relay.internal.wire;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The {@code error} of an answer, in the gateway's own form.
 *
 * @param code {@code error.code}
 * @param message for people
 * @param details {@code error.details}: texts, booleans, whole numbers and lists of texts; empty is not sent
 * @param retryAfter how long to wait before trying again; null if trying again does not help
 */
public record WireError(
        String code,
        String message,
        Map<String, Object> details,
        @Nullable Duration retryAfter) {
    public WireError {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        details = Map.copyOf(details);
    }

    /** An error without details. */
    public static WireError of(String code, String message) {
        return new WireError(code, message, Map.of(), null);
    }

    /** A copy with one more detail. */
    public WireError with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new WireError(code, message, more, retryAfter);
    }

    /** A copy that invites to try again. */
    public WireError retryAfter(Duration wait) {
        return new WireError(code, message, details, wait);
    }

    /** {@code details.code}, or the code when there is none. */
    public String decisiveCode() {
        return details.get("code") instanceof String inner ? inner : code;
    }
}
