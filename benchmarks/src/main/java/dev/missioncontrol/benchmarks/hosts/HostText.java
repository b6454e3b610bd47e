package dev.missioncontrol.benchmarks.hosts;

import java.util.Locale;

/** The little that every peer has to do to a host before it can look it up. */
final class HostText {
    private HostText() {}

    /** Lower case, without a trailing dot. Neither ports nor the syntax are looked at. */
    static String fold(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
