package dev.missioncontrol.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Another process that runs a main class of these tests, and is gone when this is closed. */
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private ChildJvm(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
    }

    static ChildJvm start(Path folder, Class<?> main, String... arguments) throws IOException {
        return startBehind(List.of(), folder, main, arguments);
    }

    /** The same, started by another program, such as one that takes rights away. */
    static ChildJvm startBehind(List<String> starter, Path folder, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(starter);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        command.addAll(List.of("-Djava.io.tmpdir=" + folder, "-Dorg.sqlite.tmpdir=" + folder));
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    long pid() {
        return process.pid();
    }

    /** What it says next; fails if it ended instead. */
    String line() throws IOException {
        return Objects.requireNonNull(lines.readLine(), "the process ended by itself");
    }

    /** Tells it something. */
    void say(String line) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
    }

    /** Lets it run for a while. */
    void letRun(long micros) throws InterruptedException {
        process.waitFor(micros, TimeUnit.MICROSECONDS);
    }

    /**
     * Kills it with no chance to clean up; returns what it said up to its end, a torn last line included. By its handle:
     * killing the process object would close the pipe and lose what is still in it.
     */
    List<String> kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        List<String> said = new ArrayList<>();
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
            }
        } catch (IOException closed) {
            said.add("");
        }
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("a killed process lives on");
        }
        return said;
    }

    /** Waits for its end; returns its exit code. */
    int end() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end");
        }
        return process.exitValue();
    }

    /** Tells it nothing more and waits for its end; returns its exit code. */
    int finish() throws IOException, InterruptedException {
        process.outputWriter(StandardCharsets.UTF_8).close();
        return end();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
