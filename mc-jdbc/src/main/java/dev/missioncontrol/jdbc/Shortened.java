package dev.missioncontrol.jdbc;

import java.util.List;

/** Ids that people shorten. */
final class Shortened {
    private static final int SHORTEST = 8;

    private Shortened() {}

    /**
     * The one id that is meant, or begins so.
     *
     * @throws IllegalArgumentException if none or several are, or the text is too short to tell
     */
    static String find(String text, List<String> ids) {
        if (ids.contains(text)) {
            return text;
        }
        if (text.length() < SHORTEST) {
            throw new IllegalArgumentException("an id may be shortened to " + SHORTEST + " characters, not further");
        }
        List<String> found = ids.stream().filter(id -> id.startsWith(text)).toList();
        if (found.size() > 1) {
            throw new IllegalArgumentException(found.size() + " ids begin so: write more of it");
        }
        return found.isEmpty() ? text : found.get(0);
    }
}
