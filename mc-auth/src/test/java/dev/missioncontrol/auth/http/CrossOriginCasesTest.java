package dev.missioncontrol.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missioncontrol.auth.fixture.Requests;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.HostAllowlist;
import dev.missioncontrol.core.net.Origin;
import dev.missioncontrol.core.net.Scheme;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published decisions of Go's rule, and the stricter rows beside them. */
class CrossOriginCasesTest {

    @ParameterizedTest
    @MethodSource("published")
    void judge_whenGoHasDecided_decidesTheSame(JsonNode row) {
        assertThat(isAdmitted(row))
                .as(row.toString())
                .isEqualTo(row.get("goAllows").asBoolean());
    }

    @ParameterizedTest
    @MethodSource("extra")
    void judge_whenOurRowsAreStricter_refuses(JsonNode row) {
        boolean refused;
        try {
            refused = !isAdmitted(row);
        } catch (IllegalArgumentException configurationError) {
            refused = row.get("ourExpect").asText().equals("config error");
        }
        assertThat(refused).as(row.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("configured")
    void of_whenAnOriginIsConfigured_takesOrRefusesIt(JsonNode row) {
        assertThat(Origin.parse(row.get("origin").asText()).isPresent())
                .as(row.toString())
                .isEqualTo(row.get("accepted").asBoolean());
    }

    static Stream<JsonNode> published() throws IOException {
        return rows("cases");
    }

    static Stream<JsonNode> extra() throws IOException {
        return rows("extra");
    }

    static Stream<JsonNode> configured() throws IOException {
        return rows("trustedOriginConfig");
    }

    private static Stream<JsonNode> rows(String name) throws IOException {
        try (InputStream in = CrossOriginCasesTest.class.getResourceAsStream("/cross-origin-cases.json")) {
            return new ObjectMapper()
                    .readTree(Objects.requireNonNull(in))
                    .get(name)
                    .valueStream();
        }
    }

    private static boolean isAdmitted(JsonNode row) {
        Origin[] trusted = texts(row.path("trusted")).stream().map(Origin::of).toArray(Origin[]::new);
        RequestGuard guard = RequestGuard.of(HostAllowlist.of("example.com")).trusting(trusted);
        List<String> headers = new ArrayList<>(List.of("Host", row.get("host").asText()));
        texts(row.path("secFetchSite")).forEach(site -> headers.addAll(List.of("Sec-Fetch-Site", site)));
        texts(row.path("origin")).forEach(origin -> headers.addAll(List.of("Origin", origin)));
        texts(row.path("upgrade")).forEach(upgrade -> headers.addAll(List.of("Upgrade", upgrade)));
        RequestFacts request =
                Requests.request(Scheme.HTTPS, row.get("method").asText(), headers.toArray(String[]::new));
        return guard.judge(request) instanceof GuardVerdict.Admitted;
    }

    private static List<String> texts(JsonNode node) {
        if (node.isArray()) {
            return node.valueStream().map(JsonNode::asText).toList();
        }
        return node.isTextual() ? List.of(node.asText()) : List.of();
    }
}
