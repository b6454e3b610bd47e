package dev.missioncontrol.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void parse_whenEmpty_thenEverySuiteWithFullEffort() {
        CommandLine line = CommandLine.parse(List.of());

        assertThat(line.suites()).isEqualTo(Suite.all());
        assertThat(line.effort()).isEqualTo(Effort.FULL);
        assertThat(line.results()).isEqualTo(Path.of("benchmarks", "results"));
    }

    @Test
    void parse_whenNamed_thenThatSuiteAlone() {
        CommandLine line = CommandLine.parse(List.of("--quick", "--results", "out", "compare"));

        assertThat(line.suites()).extracting(Suite::name).containsExactly("compare");
        assertThat(line.effort()).isEqualTo(Effort.QUICK);
        assertThat(line.results()).isEqualTo(Path.of("out"));
    }

    @Test
    void parse_whenNameIsUnknown_thenNamesTheKnownOnes() {
        assertThatThrownBy(() -> CommandLine.parse(List.of("comparison")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("comparison")
                .hasMessageContaining("compare");
    }

    @Test
    void parse_whenOptionIsUnknown_thenRefused() {
        assertThatThrownBy(() -> CommandLine.parse(List.of("--fast"))).hasMessageContaining("--fast");
        assertThatThrownBy(() -> CommandLine.parse(List.of("--results"))).hasMessageContaining("--results");
        assertThatThrownBy(() -> CommandLine.parse(List.of("compare", "hosts"))).hasMessageContaining("hosts");
    }
}
