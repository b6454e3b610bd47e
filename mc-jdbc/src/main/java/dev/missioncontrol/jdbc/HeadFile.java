package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.file.OwnerOnly;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small file beside the database with the newest acknowledged audit record. It is written behind the commit, so the
 * database is never behind it unless the database lost something: a cut write-ahead log leaves an older database that is
 * whole in itself, and an older copy in its place is whole too.
 *
 * <p>One line of fixed length, written at once, with a digest over itself. It may lag behind, never be ahead. For one
 * thread at a time.
 */
final class HeadFile implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HeadFile.class);
    private static final Pattern LINE = Pattern.compile("(mc-head 1 ([0-9]{19}) ([0-9a-f]{64})) ([0-9a-f]{64})\n");
    private static final int LONGEST = 256;

    private final Path path;
    private final RandomAccessFile file;
    private String written = "";

    private HeadFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /** Opens the file, and makes it if it is missing. An interrupt does not close it, as it would a channel. */
    static HeadFile open(Path path) {
        try {
            if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createFile(path, OwnerOnly.mode());
            }
        } catch (FileAlreadyExistsException raced) {
            log.debug("another process made {} meanwhile", path);
        } catch (IOException e) {
            throw new StoreException("cannot be made: " + path, e);
        }
        try {
            return new HeadFile(path, new RandomAccessFile(path.toFile(), "rw"));
        } catch (IOException e) {
            throw new StoreException("cannot be used: " + path, e);
        }
    }

    /**
     * What stands in it; empty if nothing does.
     *
     * @throws StoreException if it cannot be read
     */
    Optional<Head> read() {
        try {
            String text = text();
            if (text.isEmpty()) {
                return Optional.empty();
            }
            return parse(text).or(() -> {
                throw new StoreException("not readable: " + path + ". It says how far the audit log got; verify the"
                        + " database with the doctor before you delete it");
            });
        } catch (IOException e) {
            throw new StoreException("cannot be read: " + path, e);
        }
    }

    /** Notes a newer head. The change it belongs to is committed: a failure is logged and changes nothing. */
    void advance(Head head) {
        try {
            String before = text();
            if (before.equals(written) || isBehind(before, head)) {
                String line = line(head);
                file.seek(0);
                file.write(line.getBytes(StandardCharsets.US_ASCII));
                written = line;
            }
        } catch (IOException e) {
            log.warn("the newest audit record cannot be noted in {}", path, e);
        }
    }

    /** Another process may have noted a newer one meanwhile. */
    private static boolean isBehind(String text, Head head) {
        return parse(text).filter(there -> there.record() >= head.record()).isEmpty();
    }

    private String text() throws IOException {
        byte[] bytes = new byte[LONGEST];
        file.seek(0);
        int read = file.read(bytes);
        return read <= 0 ? "" : new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
    }

    private static Optional<Head> parse(String text) {
        Matcher line = LINE.matcher(text);
        return line.matches() && digest(line.group(1)).equals(line.group(4))
                ? Optional.of(new Head(Long.parseLong(line.group(2)), line.group(3)))
                : Optional.empty();
    }

    private static String line(Head head) {
        String content = "mc-head 1 %019d %s".formatted(head.record(), head.hash());
        return content + " " + digest(content) + "\n";
    }

    private static String digest(String content) {
        return Digest.of(content.getBytes(StandardCharsets.US_ASCII)).hex();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new StoreException("cannot be closed: " + path, e);
        }
    }
}
