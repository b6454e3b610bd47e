package dev.missioncontrol.examples.dashboard;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Secrets that can be told from everything else, by name; and the search for them in what others get to see. */
final class Canaries {
    private final Map<String, String> values = new TreeMap<>();
    private final SecureRandom random = new SecureRandom();

    /** A new secret to be typed in somewhere. */
    String make(String name) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return keep(name, "canary-" + HexFormat.of().formatHex(bytes));
    }

    /** A secret that was made elsewhere. */
    String keep(String name, String value) {
        if (value.length() < 8 || values.put(name, value) != null) {
            throw new IllegalArgumentException(name + " is there already, or too short to be told from other text");
        }
        return value;
    }

    /** The names of those that a text holds, as they are or in a usual encoding. */
    Set<String> in(String text) {
        return values.entrySet().stream()
                .filter(canary -> spellings(canary.getValue()).anyMatch(text::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of those that a file holds. */
    Set<String> in(Path file) throws IOException {
        return in(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    }

    Set<String> names() {
        return values.keySet();
    }

    void save(Path file) throws IOException {
        Files.write(
                file,
                values.entrySet().stream()
                        .map(canary -> canary.getKey() + "\t" + canary.getValue())
                        .toList());
    }

    static Canaries load(Path file) throws IOException {
        Canaries loaded = new Canaries();
        Files.readAllLines(file).forEach(line -> {
            String[] canary = line.split("\t", 2);
            loaded.keep(canary[0], canary[1]);
        });
        return loaded;
    }

    private static Stream<String> spellings(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                value,
                HexFormat.of().formatHex(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
