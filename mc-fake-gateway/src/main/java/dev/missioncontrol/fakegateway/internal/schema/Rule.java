package dev.missioncontrol.fakegateway.internal.schema;

import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one JSON value must be. */
@FunctionalInterface
public interface Rule {
    /**
     * What is wrong with a value; empty if it keeps the rule.
     *
     * @param path where the value stands, as a JSON pointer
     */
    Optional<String> fault(Object value, String path);

    /** Any value at all. */
    static Rule any() {
        return (value, path) -> Optional.empty();
    }

    /** A text, possibly empty. */
    static Rule text() {
        return (value, path) -> unless(value instanceof String, path, "is no text");
    }

    /** A text of at most so many characters. */
    static Rule textUpTo(int longest) {
        return (value, path) ->
                unless(value instanceof String text && text.length() <= longest, path, "is no text of that length");
    }

    /** A text that is not empty. */
    static Rule filled() {
        return (value, path) -> unless(value instanceof String text && !text.isEmpty(), path, "is empty or no text");
    }

    /** One of these texts. */
    static Rule oneOf(Set<String> texts) {
        return (value, path) -> unless(value instanceof String && texts.contains(value), path, "is none of the names");
    }

    /** A whole number from {@code least} up. */
    static Rule wholeFrom(long least) {
        return (value, path) ->
                unless(value instanceof Long number && number >= least, path, "is no whole number from " + least);
    }

    /** A truth value. */
    static Rule flag() {
        return (value, path) -> unless(value instanceof Boolean, path, "is neither true nor false");
    }

    /** An array of texts. */
    static Rule texts() {
        return (value, path) -> unless(
                value instanceof List<?> list && list.stream().allMatch(String.class::isInstance),
                path,
                "is no list of texts");
    }

    /** An object whose values are all truth values. */
    static Rule flags() {
        return (value, path) -> unless(
                value instanceof JsonObject object
                        && object.members().values().stream().allMatch(Boolean.class::isInstance),
                path,
                "is no map of truth values");
    }

    private static Optional<String> unless(boolean kept, String path, String fault) {
        return kept ? Optional.empty() : Optional.of(path + " " + fault);
    }
}
