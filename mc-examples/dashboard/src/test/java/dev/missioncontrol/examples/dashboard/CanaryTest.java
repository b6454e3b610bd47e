package dev.missioncontrol.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.examples.dashboard.Overheard.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No secret leaves the place it belongs to: {@link CanaryStory} runs with canaries for secrets and with every logger of
 * ours at TRACE, and none of them is in what others get to see. Loggers of other libraries stay at INFO: the debug output
 * of a web server prints headers as they come.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class CanaryTest {
    /** The files that must hold a secret, and which. */
    private static final Map<String, Set<String>> KEEPERS = Map.of(
            "device.key", Set.of("seed of the backend"),
            "gateway-tokens.json", Set.of("device token of the backend"),
            "audit.key", Set.of("seed of the audit signer"),
            "gateway/token", Set.of("shared token"),
            "gateway/state.json", Set.of("device token of the backend"));

    private Path folder;
    private Path data;
    private Canaries canaries;

    @BeforeAll
    void tellTheStory(@TempDir Path place) throws Exception {
        folder = place;
        data = folder.resolve("data");
        Path loggers = Files.write(
                folder.resolve("logging.properties"),
                List.of(
                        "handlers=java.util.logging.ConsoleHandler",
                        "java.util.logging.ConsoleHandler.level=ALL",
                        ".level=INFO",
                        "dev.missioncontrol.level=ALL"));
        Process story = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Djava.util.logging.config.file=" + loggers,
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                        "-Dorg.slf4j.simpleLogger.log.dev.missioncontrol=trace",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        CanaryStory.class.getName(),
                        data.toString(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(Channel.LOG.in(folder).toFile())
                .start();
        try {
            assertThat(story.waitFor(150, TimeUnit.SECONDS)).isTrue();
        } finally {
            story.destroyForcibly();
        }
        assertThat(story.exitValue())
                .as(Files.readString(Channel.LOG.in(folder)))
                .isZero();
        canaries = Canaries.load(folder.resolve("canaries.txt"));
        assertThat(canaries.names()).hasSizeGreaterThan(25);
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void channel_whenSearched_holdsThePlantedCanaryAndNoOther(Channel channel) throws IOException {
        Set<String> found = canaries.in(channel.in(folder));

        assertThat(found).contains(CanaryStory.PLANTED).allMatch(name -> name.startsWith(CanaryStory.PLANTED));
    }

    @Test
    void log_whenSearched_holdsWhatBothKindsOfLoggersSaidAtTrace() throws IOException {
        assertThat(canaries.in(Channel.LOG.in(folder)))
                .containsExactly(CanaryStory.PLANTED, CanaryStory.PLANTED + " by core");
    }

    @Test
    void files_whenSearched_holdEachSecretWhereItBelongsAndNowhereElse() throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Set<String> here = canaries.in(file);
                if (!here.isEmpty()) {
                    found.put(data.relativize(file).toString(), here);
                }
            }
        }

        assertThat(found.remove("planted.txt")).containsExactly(CanaryStory.PLANTED);
        assertThat(found).isEqualTo(new TreeMap<>(KEEPERS));
    }

    @Test
    void story_whenTold_recordedWhatItWasAbout() throws IOException {
        assertThat(Files.readString(Channel.RECORDS.in(folder)))
                .contains("LOGIN_FAILED", "KEY_CREATED", "KEY_REVOKED", "USER_CREATED", "RELAY_REFUSED")
                .contains("POLICY_CHANGED", "PAIRING_APPROVED", "DEVICE_REVOKED", "AUDIT_EXPORTED");
    }
}
