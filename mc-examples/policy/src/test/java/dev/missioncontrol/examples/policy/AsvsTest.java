package dev.missioncontrol.examples.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code docs/asvs.md} to the tests it names. */
class AsvsTest {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Pattern NAMED = Pattern.compile("`([A-Za-z0-9]+)#([A-Za-z0-9_]+)`");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([0-9]+\\.[0-9]+\\.[0-9]+) \\| ([123]) \\| [^|]+ \\| (.+) \\|$");

    /** The tests of every module, and the contracts of the test kit. */
    private static final List<Path> TESTS = tests();

    static List<String> named() throws IOException {
        return NAMED.matcher(page())
                .results()
                .map((MatchResult test) -> test.group(1) + "#" + test.group(2))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("named")
    void test_whenNamed_exists(String test) {
        String type = test.substring(0, test.indexOf('#'));
        String method = test.substring(test.indexOf('#') + 1);

        assertThat(TESTS)
                .filteredOn(path -> path.endsWith(type + ".java"))
                .anySatisfy(path -> assertThat(text(path)).contains(" " + method + "("));
    }

    @Test
    void requirement_whenListed_namesATestAndIsListedOnce() throws IOException {
        List<MatchResult> rows = ROW.matcher(page()).results().toList();

        assertThat(rows).hasSizeGreaterThan(60);
        assertThat(rows).extracting(row -> row.group(1)).doesNotHaveDuplicates();
        assertThat(rows)
                .allSatisfy(row -> assertThat(NAMED.matcher(row.group(3)).find())
                        .as(row.group(1))
                        .isTrue());
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs").resolve("asvs.md"));
    }

    private static List<Path> tests() {
        try (Stream<Path> modules = Files.walk(ROOT, 2)) {
            return modules.flatMap(
                            module -> Stream.of(module.resolve("src/test/java"), module.resolve("src/main/java")))
                    .filter(folder -> folder.endsWith("src/test/java") || folder.startsWith(ROOT.resolve("mc-testkit")))
                    .filter(Files::isDirectory)
                    .flatMap(AsvsTest::below)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
