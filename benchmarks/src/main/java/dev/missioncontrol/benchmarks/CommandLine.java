package dev.missioncontrol.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * What was asked for.
 *
 * @param suites the suites to run, at least one
 * @param effort how long
 * @param results the folder for the results
 */
record CommandLine(List<Suite> suites, Effort effort, Path results) {
    static final String USAGE = "usage: benchmarks [--quick] [--results DIR] [name]";

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException with a text for the user if they make no sense
     */
    static CommandLine parse(List<String> arguments) {
        Effort effort = Effort.FULL;
        Path results = Path.of("benchmarks", "results");
        String name = "";
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--quick")) {
                effort = Effort.QUICK;
            } else if (argument.equals("--results") && i + 1 < arguments.size()) {
                results = Path.of(arguments.get(++i));
            } else if (argument.startsWith("-") || !name.isEmpty()) {
                throw new IllegalArgumentException("unexpected \"" + argument + "\"; " + USAGE);
            } else {
                name = argument;
            }
        }
        return new CommandLine(named(name), effort, results);
    }

    private static List<Suite> named(String name) {
        List<Suite> found = Suite.all().stream()
                .filter(suite -> suite.name().contains(name))
                .toList();
        if (found.isEmpty()) {
            List<String> known = Suite.all().stream().map(Suite::name).toList();
            throw new IllegalArgumentException("no suite \"" + name + "\", there are " + known);
        }
        return found;
    }
}
