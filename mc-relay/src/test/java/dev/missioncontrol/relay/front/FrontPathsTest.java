package dev.missioncontrol.relay.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontPathsTest {

    @ParameterizedTest
    @CsvSource({
        "/assets/index-abc.js,FILE",
        "/sw.js,FILE",
        "/fonts/inter.woff2,FILE",
        "/control-ui-config.json,PERSONAL",
        "/avatar/main,PERSONAL",
        "/api/users/vera/avatar,PERSONAL",
        "/__openclaw__/catalog-icon/x,PERSONAL",
        "/,NONE",
        "/assets,NONE",
        "/assets/,NONE",
        "/assetsx/a.js,NONE",
        "/sw.js/x,NONE",
        "/api/users/a/b/avatar,NONE",
        "/api/users//avatar,NONE",
        "/api/users/vera,NONE",
        "/__openclaw__/assistant-media,NONE",
        "/__openclaw__/link-favicon/x,NONE",
        "/tools/invoke,NONE",
        "/Assets/a.js,NONE"
    })
    void path_is_what_the_list_says(String path, PathClass expected) {
        assertThat(FrontPaths.standard().classify(path)).isEqualTo(expected);
    }

    @Test
    void path_that_is_allowed_is_passed_on_for_the_person() {
        FrontPaths paths = FrontPaths.standard().allowing("/__openclaw__/assistant-media", "/api/artifacts/download/*");

        assertThat(paths.classify("/__openclaw__/assistant-media")).isEqualTo(PathClass.PERSONAL);
        assertThat(paths.classify("/__openclaw__/assistant-media/x")).isEqualTo(PathClass.NONE);
        assertThat(paths.classify("/api/artifacts/download/1")).isEqualTo(PathClass.PERSONAL);
        assertThat(paths.classify("/sw.js")).isEqualTo(PathClass.FILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/*", "assets/*", "/a*", "/a/**", "/a?b", "/a b", "//a", "/a/*/b"})
    void rule_that_is_malformed_is_refused(String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrontPaths.standard().allowing(rule));
    }
}
