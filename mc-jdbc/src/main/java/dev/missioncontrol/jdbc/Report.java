package dev.missioncontrol.jdbc;

import java.io.PrintStream;
import java.util.Map;
import java.util.stream.Collectors;

/** Lines that people read and programs split: a word, then fields with tabs before them. */
final class Report {
    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    /** Prints a line; empty values are left out, and no value can make another field or line. */
    void line(String word, Map<String, String> fields) {
        out.println(fields.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> "\t" + field.getKey() + "=" + clean(field.getValue()))
                .collect(Collectors.joining("", word, "")));
    }

    static String clean(String text) {
        StringBuilder cleaned = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? 0xFFFD : c)
                .forEach(cleaned::appendCodePoint);
        return cleaned.toString();
    }
}
