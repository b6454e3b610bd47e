package dev.missioncontrol.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/**
 * Runs the suites, or those whose name contains a given text, and writes a JSON file and a Markdown table for each.
 *
 * <p>{@code --quick} shows within minutes that everything runs and writes into a folder {@code quick}, so that its
 * figures are not taken for results. Exit status 2 means that the arguments make no sense.
 */
public final class Benchmarks {
    private Benchmarks() {}

    /** Arguments: {@code [--quick] [--results DIR] [name]}. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        CommandLine line;
        try {
            line = CommandLine.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Machine machine = Machine.here(InstantSource.system());
        for (Suite suite : line.suites()) {
            write(suite, run(suite, line.effort()), line, machine);
        }
    }

    private static List<RunResult> run(Suite suite, Effort effort) throws RunnerException {
        List<RunResult> results = new ArrayList<>();
        for (Suite.Run run : suite.runs()) {
            ChainedOptionsBuilder options =
                    effort.options().include("^" + run.benchmark().getName().replace(".", "\\.") + "\\.");
            run.parameters().forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
            results.addAll(new Runner(options.build()).run());
        }
        return results;
    }

    private static void write(Suite suite, List<RunResult> results, CommandLine line, Machine machine)
            throws IOException {
        Path folder = line.effort() == Effort.QUICK ? line.results().resolve("quick") : line.results();
        Files.createDirectories(folder);
        String name = suite.name() + "-jdk" + machine.javaFeature();
        try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".json"));
                PrintStream json = new PrintStream(out, false, "UTF-8")) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, json).writeOut(results);
        }
        Path table = folder.resolve(name + ".md");
        Files.writeString(table, ResultsPage.of(suite, results, line.effort(), machine));
        System.out.println(Files.readString(table));
        System.out.println("written to " + table);
    }
}
