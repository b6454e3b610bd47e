package dev.missioncontrol.examples.dashboard.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A command that has ended.
 *
 * @param status its exit status
 * @param output what it printed
 * @param errors what it printed as errors
 */
record Finished(int status, String output, String errors) {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    /** Runs a command without standard input to its end; stops it and fails when it takes longer than a minute. */
    static Finished of(ProcessBuilder command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("command", ".out");
        Path errors = Files.createTempFile("command", ".err");
        try {
            Process process = command.redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                Stopping.stop(process);
                throw new IllegalStateException("still running after " + DEADLINE);
            }
            return new Finished(process.exitValue(), Files.readString(output), Files.readString(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
