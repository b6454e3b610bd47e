package dev.missioncontrol.examples.dashboard.outside;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Texts that must not be in certain places. */
record Secrets(List<String> texts) {
    /** Whether one of the texts is in this one. */
    boolean areIn(String place) {
        return texts.stream().anyMatch(place::contains);
    }

    /** The files below a folder that hold one of the texts, in one byte a character or in two. */
    List<Path> filesWith(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(this::areInFile).toList();
        }
    }

    private boolean areInFile(Path file) {
        try {
            String bytes = Files.readString(file, ISO_8859_1);
            return areIn(bytes)
                    || texts.stream()
                            .map(text -> new String(text.getBytes(UTF_16LE), ISO_8859_1))
                            .anyMatch(bytes::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
