package dev.missioncontrol.benchmarks.hosts;

import dev.missioncontrol.core.net.HostAllowlist;
import dev.missioncontrol.core.net.Scheme;
import java.util.List;

/** The ways to ask a list of host patterns that are measured side by side. */
public enum HostPeer {
    /** {@link HostAllowlist}, from the header's text to the verdict: syntax, port and match. */
    OURS {
        @Override
        HostMatcher over(List<String> patterns) {
            HostAllowlist list = HostAllowlist.ofCsv(String.join(",", patterns));
            return host -> list.permits(Scheme.HTTPS, host);
        }
    },
    /** One pattern after the other, as text. */
    TEXT_SCAN {
        @Override
        HostMatcher over(List<String> patterns) {
            return new TextScan(patterns);
        }
    },
    /** One compiled expression after the other. */
    REGEX_SCAN {
        @Override
        HostMatcher over(List<String> patterns) {
            return RegexScan.of(patterns);
        }
    },
    /** RE2J over one alternation. */
    RE2J {
        @Override
        HostMatcher over(List<String> patterns) {
            return Re2Alternation.of(patterns);
        }
    },
    /** Netty's mapping for server names. */
    NETTY {
        @Override
        HostMatcher over(List<String> patterns) {
            return NettyMapping.of(patterns);
        }
    },
    /** A hash set with a walk over labels. */
    LABEL_WALK {
        @Override
        HostMatcher over(List<String> patterns) {
            return LabelWalk.of(patterns);
        }
    },
    /** No look-up at all: what it costs to make the host's text, which every other figure includes. */
    NOTHING {
        @Override
        HostMatcher over(List<String> patterns) {
            return host -> !host.isEmpty();
        }
    };

    abstract HostMatcher over(List<String> patterns);
}
