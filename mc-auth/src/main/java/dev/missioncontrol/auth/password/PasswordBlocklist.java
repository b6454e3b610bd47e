package dev.missioncontrol.auth.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Passwords nobody may have, because everybody tries them. Capitals make no difference. Immutable.
 *
 * <p>A list that is missing or empty is an error at start, never a check that is silently off.
 */
public final class PasswordBlocklist {

    private static final String STANDARD = "common-passwords.txt";
    private static final long MOST_BYTES = 256L * 1_024 * 1_024;

    private final Set<String> entries;

    private PasswordBlocklist(Set<String> entries) {
        this.entries = entries;
    }

    /** The list that comes with this library: well-known passwords of twelve characters or more. */
    public static PasswordBlocklist standard() {
        InputStream file = PasswordBlocklist.class.getResourceAsStream(STANDARD);
        if (file == null) {
            throw new IllegalStateException("the list of common passwords is missing from the library");
        }
        try (file) {
            return of(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the list of common passwords cannot be read", e);
        }
    }

    /**
     * A list of one's own: one password a line, UTF-8.
     *
     * @throws IllegalArgumentException if there is no such file, it cannot be read, is larger than 256 MiB, or holds no
     *     password; the message names the file
     */
    public static PasswordBlocklist ofFile(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException("not a file of at most 256 MiB");
            }
            return of(in);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the password blocklist " + file + " cannot be used", e);
        }
    }

    /**
     * A list of one's own: one password a line, UTF-8. Blank lines do not count; lines shorter than a password may be
     * are not kept.
     *
     * @throws IllegalArgumentException if it holds no password
     * @throws UncheckedIOException if it cannot be read
     */
    public static PasswordBlocklist of(InputStream lines) {
        BufferedReader reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
        List<String> read = reader.lines().filter(line -> !line.isBlank()).toList();
        if (read.isEmpty()) {
            throw new IllegalArgumentException("the list of common passwords is empty");
        }
        return new PasswordBlocklist(read.stream()
                .map(Guessable::folded)
                .filter(line -> line.codePointCount(0, line.length()) >= PasswordText.FEWEST_CHARACTERS)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** No list at all, for whoever checks passwords elsewhere. */
    public static PasswordBlocklist insecureNone() {
        return new PasswordBlocklist(Set.of());
    }

    /** The entries of both. */
    public PasswordBlocklist and(PasswordBlocklist other) {
        Set<String> both = new HashSet<>(entries);
        both.addAll(other.entries);
        return new PasswordBlocklist(both);
    }

    /** Tells whether nobody may have this password. */
    public boolean contains(String password) {
        return entries.contains(Guessable.folded(password));
    }

    /** How many passwords there are on it. */
    public int size() {
        return entries.size();
    }

    /** The number of entries only. */
    @Override
    public String toString() {
        return "PasswordBlocklist[" + entries.size() + "]";
    }
}
