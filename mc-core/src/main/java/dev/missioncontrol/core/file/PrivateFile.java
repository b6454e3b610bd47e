package dev.missioncontrol.core.file;

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
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A small text file that belongs to its owner alone: mode 0600, a regular file, no link.
 *
 * <p>It is written beside and moved into place, so that a reader sees the old text or the new one. Needs a POSIX file
 * system with hard links. Failures are {@link StoreException}s that name the path and never the text. Thread-safe; blocks
 * on the disk.
 */
public final class PrivateFile {
    private final Path path;
    private final int longest;

    /** A file of at most {@code longest} bytes, in a directory that exists; nothing is touched yet. */
    public PrivateFile(Path path, int longest) {
        this.path = path;
        this.longest = longest;
    }

    /**
     * The text, strict UTF-8; empty if there is no file.
     *
     * @throws StoreException if the file is open to others, a link, no regular file, too long or cannot be read
     */
    public Optional<String> read() {
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

    /**
     * Writes a file that is not there yet. It is on the disk when this returns.
     *
     * @throws StoreException if it is there already or cannot be written
     */
    public void create(String text) {
        try {
            Path fresh = writeBeside(text);
            try {
                Files.createLink(path, fresh);
            } finally {
                Files.delete(fresh);
            }
            FolderSync.forceFolderOf(path);
        } catch (FileAlreadyExistsException there) {
            throw refused("exists already and is not overwritten");
        } catch (IOException | UnsupportedOperationException lost) {
            throw new StoreException("cannot create " + path, lost);
        }
    }

    /**
     * Writes over what is there, in one step. It is on the disk when this returns.
     *
     * @throws StoreException if it cannot be written
     */
    public void replace(String text) {
        try {
            Path fresh = writeBeside(text);
            try {
                Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
            FolderSync.forceFolderOf(path);
        } catch (IOException | UnsupportedOperationException lost) {
            throw new StoreException("cannot write " + path, lost);
        }
    }

    /** The exception of a user of this file who does not accept its text. */
    public StoreException refused(String why) {
        return new StoreException(path + " " + why);
    }

    private PosixFileAttributes checked() throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw refused("is not a regular file");
        }
        if (!OwnerOnly.permissions().containsAll(attributes.permissions())) {
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
        try (FileChannel file = FileChannel.open(fresh, options, OwnerOnly.mode())) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        } catch (IOException notTaken) {
            Files.deleteIfExists(fresh);
            throw notTaken;
        }
        return fresh;
    }
}
