package dev.missioncontrol.gateway;

import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A small text file that belongs to its owner alone: mode 0600, a regular file, no link.
 *
 * <p>It is written beside and moved into place, so that a reader sees the old text or the new one. Needs a POSIX file
 * system. Failures are {@link StoreException}s that name the path and never the text.
 */
final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final FileAttribute<?> MODE_0600 = PosixFilePermissions.asFileAttribute(OWNER_ONLY);

    private final Path path;
    private final int longest;

    /** A file of at most {@code longest} bytes; nothing is touched yet. */
    PrivateFile(Path path, int longest) {
        this.path = path;
        this.longest = longest;
    }

    /** The text; empty if there is no file. */
    Optional<String> read() {
        try {
            PosixFileAttributes before = checked();
            try (FileChannel file =
                    FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
                String text = text(file);
                if (!Objects.equals(before.fileKey(), checked().fileKey())) {
                    throw refused("was exchanged while it was read");
                }
                return Optional.of(text);
            }
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | UnsupportedOperationException lost) {
            throw new StoreException("cannot read " + path, lost);
        }
    }

    /** Writes a file that is not there yet; fails if it is. */
    void create(String text) {
        try {
            Path fresh = writeBeside(text);
            try {
                Files.createLink(path, fresh);
            } finally {
                Files.delete(fresh);
            }
        } catch (FileAlreadyExistsException there) {
            throw refused("exists already and is not overwritten");
        } catch (IOException | UnsupportedOperationException lost) {
            throw new StoreException("cannot create " + path, lost);
        }
    }

    /** Writes over what is there, in one step. */
    void replace(String text) {
        try {
            Path fresh = writeBeside(text);
            try {
                Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | UnsupportedOperationException lost) {
            throw new StoreException("cannot write " + path, lost);
        }
    }

    StoreException refused(String why) {
        return new StoreException(path + " " + why);
    }

    private PosixFileAttributes checked() throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw refused("is not a regular file");
        }
        if (!OWNER_ONLY.containsAll(attributes.permissions())) {
            throw refused("is open to others: make it mode 0600");
        }
        return attributes;
    }

    private String text(FileChannel file) throws IOException {
        long size = file.size();
        if (size > longest) {
            throw refused("is longer than such a file can be");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) size);
        int count;
        do {
            count = file.read(bytes);
        } while (count > 0);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException damaged) {
            throw refused("is damaged");
        }
    }

    private Path writeBeside(String text) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID() + ".new");
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel file = FileChannel.open(fresh, options, MODE_0600)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        return fresh;
    }
}
