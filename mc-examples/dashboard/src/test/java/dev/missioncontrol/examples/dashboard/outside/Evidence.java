package dev.missioncontrol.examples.dashboard.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a run leaves in {@code target/outside} for people to look at: logs and pictures, no secrets. */
final class Evidence {
    private final Path folder;

    private Evidence(Path folder) {
        this.folder = folder;
    }

    /** The folder of one suite. */
    static Evidence of(Class<?> suite) {
        return new Evidence(Path.of("target", "outside", suite.getSimpleName()).toAbsolutePath());
    }

    /** The place of a file; its folder exists. */
    Path file(String name) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder.resolve(name);
    }
}
