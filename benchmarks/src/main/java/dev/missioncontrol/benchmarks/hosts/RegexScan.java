package dev.missioncontrol.benchmarks.hosts;

import java.util.List;
import java.util.regex.Pattern;

/** One compiled regular expression after the other. */
record RegexScan(List<Pattern> patterns) implements HostMatcher {
    static RegexScan of(List<String> patterns) {
        return new RegexScan(
                patterns.stream().map(HostRegex::of).map(Pattern::compile).toList());
    }

    @Override
    public boolean permits(String host) {
        String folded = HostText.fold(host);
        for (Pattern pattern : patterns) {
            if (pattern.matcher(folded).matches()) {
                return true;
            }
        }
        return false;
    }
}
