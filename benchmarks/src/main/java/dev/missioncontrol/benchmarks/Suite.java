package dev.missioncontrol.benchmarks;

import dev.missioncontrol.benchmarks.compare.CompareBytes;
import dev.missioncontrol.benchmarks.compare.CompareText;
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

    /** Every suite. */
    static List<Suite> all() {
        return List.of(compare());
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
}
