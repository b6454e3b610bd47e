package dev.missioncontrol.benchmarks.hosts;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A hash set, asked once for the host and once for each of its tails and heads. */
record LabelWalk(Set<String> patterns) implements HostMatcher {
    static LabelWalk of(List<String> patterns) {
        return new LabelWalk(patterns.stream().map(HostText::fold).collect(Collectors.toCollection(HashSet::new)));
    }

    @Override
    public boolean permits(String host) {
        String folded = HostText.fold(host);
        return patterns.contains(folded) || hasListedTail(folded) || hasListedHead(folded);
    }

    private boolean hasListedTail(String host) {
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            if (patterns.contains("*" + host.substring(dot))) {
                return true;
            }
        }
        return false;
    }

    private boolean hasListedHead(String host) {
        if (host.isEmpty() || !Character.isDigit(host.charAt(0))) {
            return false;
        }
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            if (patterns.contains(host.substring(0, dot) + ".*")) {
                return true;
            }
        }
        return false;
    }
}
