package dev.missioncontrol.examples.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the documents to the code: what they show is compiled in the examples, and what they link to exists. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)");

    static List<Path> documents() {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> below = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, below)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void javaOfDocument_whenLookedFor_thenIsCompiledInAnExample(Path document) throws IOException {
        String sources = sources();
        List<String> snippets = found(JAVA, document);

        assertThat(snippets).allSatisfy(snippet -> assertThat(sources).contains(squeezed(snippet)));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linkOfDocument_whenRelative_thenLeadsToAFile(Path document) throws IOException {
        assertThat(found(LINK, document))
                .filteredOn(target -> !target.contains("://"))
                .allSatisfy(target ->
                        assertThat(document.resolveSibling(target)).as(target).exists());
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("mc-examples"))) {
            return files.filter(path -> path.toString().endsWith(".java"))
                    .map(DocumentsTest::text)
                    .map(DocumentsTest::squeezed)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static List<String> found(Pattern pattern, Path document) throws IOException {
        return pattern.matcher(Files.readString(document))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
