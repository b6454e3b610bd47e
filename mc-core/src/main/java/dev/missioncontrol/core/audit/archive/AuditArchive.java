package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.file.OwnerOnly;
import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of exported segments, each named by its first record: {@code audit-000000000000001001.segment}.
 *
 * <p>Segments have mode 0600 and are never changed. One process writes at a time, held by a lock on the file
 * {@code .lock}; readers need no lock. Needs a POSIX file system with hard links. Thread-safe; calls block.
 */
public final class AuditArchive {
    private static final String SUFFIX = ".segment";
    private static final Pattern NAME = Pattern.compile("audit-([0-9]{18})\\.segment");

    private final Path folder;

    /** The archive in this folder, which must exist; nothing is touched yet. */
    public AuditArchive(Path folder) {
        this.folder = folder;
    }

    /**
     * Everything that is called a segment, in the order of the names; nothing is opened.
     *
     * @throws StoreException if the folder cannot be listed
     */
    public List<Path> segments() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException lost) {
            throw new StoreException("cannot list " + folder, lost);
        }
    }

    /** The segments whose names are right, oldest first. */
    List<Path> named() {
        return segments().stream()
                .filter(file -> firstOf(file.getFileName().toString()).isPresent())
                .toList();
    }

    /** What the newest segment says about itself; empty if there is none. */
    Optional<ArchiveVerdict> newest() {
        List<Path> named = named();
        return named.isEmpty() ? Optional.empty() : Optional.of(inspect(named.get(named.size() - 1)));
    }

    /** Checks a segment under the key it names itself: good enough to go on from, no proof. */
    static ArchiveVerdict inspect(Path file) {
        String name = String.valueOf(file.getFileName());
        try (InputStream in = open(file)) {
            return SegmentCheck.unproven(name, in).run();
        } catch (IOException unreadable) {
            return new ArchiveVerdict.Broken(name, 0, 0, ArchiveVerdict.Fault.UNREADABLE);
        }
    }

    /** The file for a segment that begins with this record. */
    Path file(long first) {
        return folder.resolve(nameOf(first));
    }

    /** Runs work while nobody else writes to this archive. */
    <R> R writing(Supplier<R> work) {
        Path lock = folder.resolve(".lock");
        Set<OpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try (FileChannel channel = FileChannel.open(lock, options, OwnerOnly.mode());
                FileLock held = channel.tryLock()) {
            if (held == null) {
                throw busy();
            }
            return work.get();
        } catch (OverlappingFileLockException sameProcess) {
            throw busy();
        } catch (IOException lost) {
            throw new StoreException("cannot lock " + lock, lost);
        }
    }

    private StoreException busy() {
        return new StoreException("somebody else writes to " + folder);
    }

    static String nameOf(long first) {
        return String.format("audit-%018d%s", first, SUFFIX);
    }

    /** The first record of a segment of this name; empty if it is not the name of one. */
    static Optional<Long> firstOf(String name) {
        Matcher form = NAME.matcher(name);
        return form.matches() ? Optional.of(Long.parseLong(form.group(1))) : Optional.empty();
    }

    /** Opens a regular file, no link. */
    static InputStream open(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("not a regular file: " + file);
        }
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }
}
