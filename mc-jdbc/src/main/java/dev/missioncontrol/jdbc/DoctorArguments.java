package dev.missioncontrol.jdbc;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words of a command line.
 *
 * @param words the command and what it is about
 * @param options names with one value each
 */
record DoctorArguments(List<String> words, Map<String, String> options) {
    private static final List<String> KNOWN =
            List.of("--data", "--database", "--into", "--key", "--scopes", "--signer", "--user");

    static DoctorArguments of(List<String> arguments) {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String word = rest.pop();
            if (!word.startsWith("--")) {
                words.add(word);
            } else if (!KNOWN.contains(word)) {
                throw new IllegalArgumentException("unknown option; known are " + String.join(", ", KNOWN));
            } else if (rest.isEmpty() || options.put(word, rest.pop()) != null) {
                throw new IllegalArgumentException(word + " takes one value");
            }
        }
        return new DoctorArguments(List.copyOf(words), Map.copyOf(options));
    }

    String command() {
        return words.isEmpty() ? "" : words.get(0);
    }

    /** What the command is about, so many words. */
    List<String> about(int count, String what) {
        if (words.size() != count + 1) {
            throw new IllegalArgumentException(command() + " takes " + what);
        }
        return words.subList(1, words.size());
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** The database this is about. */
    Path database() {
        Optional<Path> named = option("--database").map(Path::of);
        Optional<Path> inFolder = option("--data").map(folder -> Path.of(folder, "mission-control.db"));
        if (named.isPresent() == inFolder.isPresent()) {
            throw new IllegalArgumentException("say --data DIR or --database FILE");
        }
        return named.or(() -> inFolder).orElseThrow();
    }

    /** Opens it: there has to be one, and it has to be of this program's version. */
    JdbcDatabase open(InstantSource clock) {
        return JdbcDatabase.builder(database(), clock).mustExist().open();
    }
}
