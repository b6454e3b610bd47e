package dev.missioncontrol.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.secret.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardConfigTest {
    @Test
    void config_whenNothingIsSaid_isTheDemo() {
        DashboardConfig config = DashboardConfig.of(List.of(), Map.of());
        assertThat(config.gateway()).isEmpty();
        assertThat(config.port()).isEqualTo(4080);
        assertThat(config.data()).isEqualTo(Path.of(".mc", "demo"));
        assertThat(config.firstAdmin().id().value()).isEqualTo("admin");
        assertThat(config.firstAdmin().password()).isEmpty();
    }

    @Test
    void config_whenEverythingIsSaid_isThat() {
        DashboardConfig config = DashboardConfig.of(
                List.of("--gateway", "ws://127.0.0.1:18789", "--token-file", "t", "--port", "0", "--data", "d"),
                Map.of("AUTH_USER", "ada", "AUTH_PASS_B64", "Y29ycmVjdCBob3JzZQ=="));
        assertThat(config.gateway().orElseThrow().endpoint()).hasPort(18789);
        assertThat(config.gateway().orElseThrow().tokenFile()).isEqualTo(Path.of("t"));
        assertThat(config.port()).isZero();
        assertThat(config.data()).isEqualTo(Path.of("d"));
        assertThat(config.firstAdmin().password().map(Secret::reveal)).contains("correct horse");
    }

    @Test
    void config_whenPrinted_keepsThePassword() {
        DashboardConfig config = DashboardConfig.of(List.of(), Map.of("AUTH_PASS", "correct horse"));
        assertThat(config.toString()).doesNotContain("correct horse");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--gateway ws://127.0.0.1:1",
                "--token-file t",
                "--gateway http://127.0.0.1:1 --token-file t",
                "--port 65536",
                "--port -1",
                "--port",
                "--port 1 --port 2",
                "--bind 0.0.0.0"
            })
    void config_whenItMakesNoSense_isRefused(String line) {
        assertThatThrownBy(() -> DashboardConfig.of(List.of(line.split(" ")), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("0.0.0.0");
    }

    @Test
    void config_whenVariablesAreEmpty_isAsWithoutThem() {
        Map<String, String> empty = Map.of("AUTH_USER", "", "AUTH_PASS", "", "AUTH_PASS_B64", "");
        DashboardConfig config = DashboardConfig.of(List.of(), empty);
        assertThat(config.firstAdmin().id().value()).isEqualTo("admin");
        assertThat(config.firstAdmin().password()).isEmpty();
    }

    @Test
    void config_whenAVariableIsUnknown_isRefusedNamingTheNearest() {
        assertThatThrownBy(() -> DashboardConfig.of(List.of(), Map.of("MC_ALLOW_HOSTS", "x")))
                .hasMessageContaining("MC_ALLOWED_HOSTS");
    }
}
