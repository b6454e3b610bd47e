package dev.missioncontrol.benchmarks.hosts;

import java.util.List;

/** One pattern after the other, compared as text each time: what dashboards do. */
record TextScan(List<String> patterns) implements HostMatcher {
    @Override
    public boolean permits(String host) {
        String folded = HostText.fold(host);
        for (String pattern : patterns) {
            if (matches(HostText.fold(pattern), folded)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, String host) {
        if (pattern.startsWith("*.")) {
            return host.endsWith(pattern.substring(1));
        }
        if (pattern.endsWith(".*")) {
            return host.startsWith(pattern.substring(0, pattern.length() - 1));
        }
        return host.equals(pattern);
    }
}
