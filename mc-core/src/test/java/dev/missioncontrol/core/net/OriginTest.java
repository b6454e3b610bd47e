package dev.missioncontrol.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.com, https://example.com",
        "https://example.com:443, https://example.com",
        "http://example.com:80, http://example.com",
        "http://example.com:443, http://example.com:443",
        "https://example.com:8443, https://example.com:8443",
        "https://EXAMPLE.com, https://example.com",
        "http://[::1]:3000, http://[0:0:0:0:0:0:0:1]:3000",
        "http://127.0.0.1:3000, http://127.0.0.1:3000",
    })
    void parse_whenItIsAnOrigin_comparesAsAWhole(String text, String written) {
        assertThat(Origin.parse(text).orElseThrow()).hasToString(written);
        assertThat(Origin.of(text)).isEqualTo(Origin.of(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "NULL",
                "example.com",
                "https://",
                "https:///",
                "https://example.com/",
                "https://example.com/path",
                "https://example.com?query=value",
                "https://example.com#fragment",
                "https://ex ample.com",
                "https://user@example.com",
                "https://example.com.",
                "https://example.com.:8443",
                "https://example.com:99999",
                "https://example.com:",
                "https://example.com https://attacker.example",
                "https://example.com, https://attacker.example",
                "HTTPS://example.com",
                "ftp://example.com",
                "ws://example.com",
                "file://",
                "data:text/html,x",
                "//example.com",
                "https:example.com",
                "https://*.example.com",
                " https://example.com",
            })
    void parse_whenItIsAnythingElse_isEmpty(String text) {
        assertThat(Origin.parse(text)).isEmpty();
        assertThatThrownBy(() -> Origin.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @Test
    void of_whenAHostHeaderIsGiven_isTheOriginOfItsPages() {
        assertThat(Origin.of(Scheme.WSS, "Example.com")).contains(Origin.of("https://example.com"));
        assertThat(Origin.of(Scheme.WS, "[::1]:3000")).contains(Origin.of("http://[::1]:3000"));
        assertThat(Origin.of(Scheme.HTTPS, "example.com:443")).contains(Origin.of("https://example.com"));
        assertThat(Origin.of(Scheme.HTTPS, "example.com.")).isEmpty();
        assertThat(Origin.of(Scheme.HTTPS, "a@b")).isEmpty();
    }
}
