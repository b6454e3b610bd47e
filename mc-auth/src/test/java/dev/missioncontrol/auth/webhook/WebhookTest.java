package dev.missioncontrol.auth.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missioncontrol.auth.fixture.ManualClock;
import dev.missioncontrol.auth.webhook.WebhookVerdict.Fault;
import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookTest {

    private static final byte[] BODY = "{\"a\": 1}".getBytes(StandardCharsets.UTF_8);

    private final ManualClock clock = new ManualClock();
    private final Tokens tokens = new Tokens(new SecureRandom());
    private final WebhookSecret secret = WebhookSecret.fresh(tokens);
    private final WebhookVerifier verifier = new WebhookVerifier(List.of(secret), new InMemorySeenWebhooks(), clock);

    @ParameterizedTest
    @MethodSource("cases")
    void verify_whenTheRowsSayHow_judgesLikeThem(JsonNode row) {
        assertThat(judged(row))
                .as(row.path("name").asText())
                .isEqualTo(row.path("expect").asText());
    }

    @Test
    void verify_whenSignedHere_acceptsOnceAndNeverAgain() {
        Headers headers = signed("msg_1", secret);

        assertThat(verifier.verify(headers, BODY)).isEqualTo(new WebhookVerdict.Accepted("msg_1"));
        assertThat(verifier.verify(headers, BODY)).isEqualTo(new WebhookVerdict.Refused(Fault.REPLAYED));
        clock.pass(Duration.ofMinutes(5));
        assertThat(verifier.verify(headers, BODY)).isEqualTo(new WebhookVerdict.Refused(Fault.REPLAYED));
        clock.pass(Duration.ofSeconds(1));
        assertThat(verifier.verify(headers, BODY)).isEqualTo(new WebhookVerdict.Refused(Fault.TIME));
    }

    @Test
    void verify_whenItIsForged_leavesTheIdFreeForTheRealOne() {
        Headers forged = signed("msg_1", WebhookSecret.fresh(tokens));

        assertThat(verifier.verify(forged, BODY)).isEqualTo(new WebhookVerdict.Refused(Fault.SIGNATURE));
        assertThat(verifier.verify(signed("msg_1", secret), BODY)).isEqualTo(new WebhookVerdict.Accepted("msg_1"));
    }

    @Test
    void verify_whenSecretsChangeOver_acceptsBothSides() {
        WebhookSecret next = WebhookSecret.fresh(tokens);
        WebhookVerifier both = new WebhookVerifier(List.of(secret, next), new InMemorySeenWebhooks(), clock);

        assertThat(both.verify(signed("a", secret), BODY)).isInstanceOf(WebhookVerdict.Accepted.class);
        assertThat(both.verify(signed("b", next), BODY)).isInstanceOf(WebhookVerdict.Accepted.class);
        assertThat(verifier.verify(signed("c", secret, next), BODY)).isInstanceOf(WebhookVerdict.Accepted.class);
    }

    @Test
    void verify_whenAFieldIsMissingOrRepeated_refuses() {
        Headers good = signed("msg_1", secret);
        for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
            assertThat(verifier.verify(good.with(name, good.only(name).orElseThrow()), BODY))
                    .isEqualTo(new WebhookVerdict.Refused(Fault.MALFORMED));
        }
        assertThat(verifier.verify(Headers.empty(), BODY)).isEqualTo(new WebhookVerdict.Refused(Fault.MALFORMED));
        assertThat(verifier.verify(good, new byte[1024 * 1024 + 1]))
                .isEqualTo(new WebhookVerdict.Refused(Fault.TOO_LARGE));
    }

    @Test
    void nothing_whenThereIsNoSecret_isSignedOrVerified() {
        assertThatThrownBy(() -> new WebhookSigner(List.of(), clock)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WebhookVerifier(List.of(), new InMemorySeenWebhooks(), clock))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(secret).hasToString("WebhookSecret[***]");
        assertThat(secret.text().reveal()).startsWith("whsec_").hasSize(50);
    }

    private Headers signed(String id, WebhookSecret... secrets) {
        Headers headers = Headers.empty();
        Map<String, String> fields = new WebhookSigner(List.of(secrets), clock).headers(id, BODY);
        for (Map.Entry<String, String> field : fields.entrySet()) {
            headers = headers.with(field.getKey(), field.getValue());
        }
        return headers;
    }

    private static String judged(JsonNode row) {
        WebhookSecret secret;
        try {
            secret = WebhookSecret.of(Secret.of(row.path("secret").asText()));
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).doesNotContain("AAAA");
            return "config error";
        }
        Headers headers = Headers.empty();
        for (Map.Entry<String, JsonNode> field : row.path("headers").properties()) {
            int times = field.getKey().equals("webhook-signature")
                    ? row.path("repeat").asInt(1)
                    : 1;
            String value = String.join(
                    " ", java.util.Collections.nCopies(times, field.getValue().asText()));
            headers = headers.with(field.getKey(), value);
        }
        InstantSource now =
                InstantSource.fixed(Instant.ofEpochSecond(row.path("now").asLong()));
        byte[] body = row.path("body").asText().getBytes(StandardCharsets.UTF_8);
        WebhookVerdict verdict =
                new WebhookVerifier(List.of(secret), new InMemorySeenWebhooks(), now).verify(headers, body);
        return verdict instanceof WebhookVerdict.Accepted ? "valid" : "invalid";
    }

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(WebhookTest.class.getResourceAsStream("/webhook-cases.json"))) {
            List<JsonNode> rows = new ArrayList<>();
            new ObjectMapper().readTree(in).path("cases").forEach(rows::add);
            return rows.stream();
        }
    }
}
