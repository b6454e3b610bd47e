package dev.missioncontrol.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadersTest {

    @Test
    void of_whenNamesDifferInCaseOnly_makesOneFieldOfThem() {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("Host", List.of("a"));
        fields.put("HOST", List.of("b"));
        Headers headers = Headers.of(fields);

        assertThat(headers.all("host")).containsExactly("a", "b");
        assertThat(headers.only("host")).isEmpty();
        assertThat(headers.names()).containsExactly("host");
    }

    @Test
    void only_whenTheFieldOccursOnce_isItsValue() {
        Headers headers = Headers.empty().with("Origin", "https://example.com");

        assertThat(headers.only("origin")).contains("https://example.com");
        assertThat(headers.only("cookie")).isEmpty();
        assertThat(headers.contains("ORIGIN")).isTrue();
        assertThat(headers.contains("cookie")).isFalse();
    }

    @Test
    void with_whenAdded_leavesTheOriginalAlone() {
        Headers before = Headers.empty().with("A", "1");
        Headers after = before.with("a", "2");

        assertThat(before.all("A")).containsExactly("1");
        assertThat(after.all("A")).containsExactly("1", "2");
    }

    @Test
    void toString_whenAHeaderIsACredential_hidesIt() {
        assertThat(Headers.empty().with("Cookie", "mc-session=abc")).hasToString("Headers[cookie]");
    }
}
