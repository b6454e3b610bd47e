package dev.missioncontrol.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** Imports a database, says each step before it is made, and waits for a line. Meant to be killed. */
final class SteppedImport {
    private SteppedImport() {}

    public static void main(String[] args) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ImportCommand command = new ImportCommand(step -> {
            System.out.println(step);
            await(lines);
        });
        command.run(
                DoctorArguments.of(List.of("import", args[0], "--into", args[1])),
                InstantSource.fixed(Fixture.NOON.plusSeconds(60)),
                new Report(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)));
        System.out.println("imported");
    }

    private static void await(BufferedReader lines) {
        try {
            lines.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
