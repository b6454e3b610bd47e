package dev.missioncontrol.benchmarks.hosts;

/** A host pattern in the words of regular expressions. */
final class HostRegex {
    private HostRegex() {}

    static String of(String pattern) {
        if (pattern.startsWith("*.")) {
            return ".+" + quoted(pattern.substring(1));
        }
        if (pattern.endsWith(".*")) {
            return quoted(pattern.substring(0, pattern.length() - 1)) + ".+";
        }
        return quoted(pattern);
    }

    private static String quoted(String text) {
        return text.replace(".", "\\.");
    }
}
