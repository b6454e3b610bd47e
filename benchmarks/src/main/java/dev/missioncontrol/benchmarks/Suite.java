package dev.missioncontrol.benchmarks;

import dev.missioncontrol.benchmarks.compare.CompareBytes;
import dev.missioncontrol.benchmarks.compare.CompareText;
import dev.missioncontrol.benchmarks.decide.Decide;
import dev.missioncontrol.benchmarks.hosts.HostLookup;
import dev.missioncontrol.benchmarks.store.Commit;
import java.util.List;
import java.util.Map;

/**
 * Benchmarks whose figures belong in one file.
 *
 * @param name what the command line calls it
 * @param title the heading of its results
 * @param notes what a reader of the figures must know, one sentence or two each
 * @param runs what is run, in this order
 */
record Suite(String name, String title, List<String> notes, List<Run> runs) {
    /**
     * One benchmark class with the parameters it is run with.
     *
     * @param benchmark the class
     * @param parameters values by parameter name; those of the class stand for what is absent
     */
    record Run(Class<?> benchmark, Map<String, List<String>> parameters) {}

    /** The parameter that says who is measured: every benchmark class has it, and {@code OURS} among its values. */
    static final String PEER = "peer";

    /** Every suite. */
    static List<Suite> all() {
        return List.of(compare(), hosts(), decide(), commit());
    }

    private static Suite compare() {
        return new Suite(
                "compare",
                "Constant-time comparison",
                List.of(
                        "Both sides are equal, so every method reads to the end.",
                        "`NOT_CONSTANT_TIME` (`Arrays.equals`, `String.equals`) is no candidate: it marks what the"
                                + " machine can do when nothing has to be hidden."),
                List.of(new Run(CompareBytes.class, Map.of()), new Run(CompareText.class, Map.of())));
    }

    private static Suite decide() {
        return new Suite(
                "decide",
                "Decisions",
                List.of(
                        "Every third person is an admin; every second question asks for more than reading.",
                        "Ours looks up the records of device, user, backend and mode at each decision, and cuts the"
                                + " request to role, credential and pairing; the peers compare a role with a right and"
                                + " know nothing that can be withdrawn.",
                        "`CASBIN` is its plain enforcer: the caching one would hide a withdrawal."),
                List.of(new Run(Decide.class, Map.of())));
    }

    private static Suite commit() {
        return new Suite(
                "commit",
                "Durable changes",
                List.of(
                        "One pairing and its audit record in one transaction on SQLite, write-ahead log, full sync.",
                        "`PLAIN_SQLITE` writes rows of the same size by two prepared statements: no hash chain, no digest"
                                + " of rows, no look at the files, no head file, no check who runs the transaction.",
                        "The disk's sync is in every figure: compare only within one run."),
                List.of(new Run(Commit.class, Map.of())));
    }

    private static Suite hosts() {
        List<String> indexed = List.of("OURS", "NETTY", "LABEL_WALK", "NOTHING");
        return new Suite(
                "hosts",
                "Host patterns",
                List.of(
                        "60 % exact names, 30 % `*.suffix`, 10 % leading octets; 1,024 hosts in turn.",
                        "Ours checks the syntax of the host and its port as well; no peer does.",
                        "`NETTY` is Netty's `DomainWildcardMapping`: one label below a suffix and no form for leading"
                                + " octets, so those questions are easier for it.",
                        "`NOTHING` makes the host's text and looks nothing up; every other figure includes that.",
                        "Lists that are scanned are left out at 100,000 patterns."),
                List.of(
                        new Run(HostLookup.class, Map.of("patterns", List.of("10", "1000"))),
                        new Run(HostLookup.class, Map.of("patterns", List.of("100000"), PEER, indexed))));
    }
}
