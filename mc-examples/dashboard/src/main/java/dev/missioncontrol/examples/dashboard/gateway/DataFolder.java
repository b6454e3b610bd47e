package dev.missioncontrol.examples.dashboard.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The folder that holds everything this installation must not lose, closed to everybody else. */
public final class DataFolder {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path root;

    private DataFolder(Path root) {
        this.root = root;
    }

    /** Opens a folder, and makes it if it is missing. */
    public static DataFolder open(Path root) {
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(root);
            }
            Files.setPosixFilePermissions(root, OWNER_ONLY);
            return new DataFolder(root);
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder cannot be used: " + root, e);
        }
    }

    /** Its path. */
    public Path root() {
        return root;
    }

    /** A folder in it. */
    public DataFolder folder(String name) {
        return open(root.resolve(name));
    }

    /** The path of a file in it, which may be missing. */
    public Path file(String name) {
        return root.resolve(name);
    }

    /** Tells whether a file is there. */
    public boolean has(String name) {
        return Files.exists(file(name));
    }

    /** The text of a file. */
    public String read(String name) {
        try {
            return Files.readString(file(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot be read: " + file(name), e);
        }
    }

    /** Writes a file that only its owner may open. */
    public void write(String name, String text) {
        Path file = file(name);
        try {
            if (!Files.exists(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_FILE));
            }
            Files.writeString(file, text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot be written: " + file, e);
        }
    }
}
