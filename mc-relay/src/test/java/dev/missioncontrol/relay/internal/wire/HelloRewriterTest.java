package dev.missioncontrol.relay.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.Hello;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelloRewriterTest {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String TOKEN = "yQSX7P7YHMBb6J487facY78rkIKVX2M2GSx4QqhDzBI";

    private final HelloRewriter rewriter = new HelloRewriter();

    @Test
    void hello_when_rewritten_keeps_what_clients_need_and_no_secret() throws IOException {
        ObjectNode from = recorded();
        String text = text(rewriter.answer("r1", hello(from, Access.operator(Scope.READ))));
        JsonNode payload = JSON.readTree(text).get("payload");
        assertThat(payload.get("server")).isEqualTo(from.get("server"));
        assertThat(payload.get("features")).isEqualTo(from.get("features"));
        assertThat(payload.get("policy")).isEqualTo(from.get("policy"));
        assertThat(payload.get("snapshot")).isEqualTo(from.get("snapshot"));
        assertThat(payload.get("auth").toString())
                .isEqualTo("{\"method\":\"token\",\"role\":\"operator\",\"scopes\":[\"operator.read\"]}");
        assertThat(text)
                .doesNotContain(
                        TOKEN, "deviceToken", "recovery", "issuedAtMs", "diawnl6b0QwJNbcaUAZUBuwRNrZ288hbwpesbUh4BYM");
    }

    @Test
    void member_when_unknown_is_dropped_at_every_listed_level() throws IOException {
        ObjectNode from = recorded();
        from.put("novelty", 1);
        from.withObject("/server").put("novelty", 1);
        from.withObject("/auth").put("novelty", 1);
        assertThat(text(rewriter.answer("r1", hello(from, Access.operator(Scope.READ)))))
                .doesNotContain("novelty");
    }

    @Test
    void admin_member_when_the_client_is_no_admin_is_dropped() throws IOException {
        ObjectNode from = recorded();
        from.withObject("/snapshot").put("configPath", "/there");
        assertThat(text(rewriter.answer("r1", hello(from, Access.operator(Scope.READ)))))
                .doesNotContain("/there");
        assertThat(text(rewriter.answer("r1", hello(from, Access.operator(Scope.ADMIN)))))
                .contains("/there");
    }

    @Test
    void secret_when_it_stands_elsewhere_too_stops_the_hello() throws IOException {
        ObjectNode from = recorded();
        from.withObject("/snapshot").put("note", "token " + TOKEN);
        assertThat(rewriter.answer("r1", hello(from, Access.operator(Scope.READ))))
                .isEmpty();
    }

    @Test
    void secret_when_it_is_written_with_escapes_elsewhere_stops_the_hello() throws IOException {
        String quoted = "a \"quoted\" token of some length";
        ObjectNode from = recorded();
        from.withObject("/auth").put("deviceToken", quoted);
        from.withObject("/features").put("note", quoted);
        assertThat(rewriter.answer("r1", hello(from, Access.operator(Scope.READ))))
                .isEmpty();
    }

    @Test
    void secret_when_it_is_the_name_of_a_member_stops_the_hello() throws IOException {
        ObjectNode from = recorded();
        from.withObject("/policy").put(TOKEN, 1);
        assertThat(rewriter.answer("r1", hello(from, Access.operator(Scope.READ))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deviceToken", "deviceTokens", "bootstrapToken", "setupCode", "recoveryScope"})
    void credential_when_it_stands_deep_in_a_listed_member_is_dropped(String name) throws IOException {
        ObjectNode from = recorded();
        from.withObject("/snapshot").withArray("list").addObject().put(name, "another token of some length");
        from.withObject("/policy").withObject("/deep/er").putArray(name).add("another token of some length");
        assertThat(text(rewriter.answer("r1", hello(from, Access.operator(Scope.ADMIN)))))
                .contains("\"list\":[{}]")
                .doesNotContain(name, "another token");
    }

    private static ObjectNode recorded() throws IOException {
        try (InputStream file = HelloRewriterTest.class.getResourceAsStream("/hello.json")) {
            return (ObjectNode) JSON.readTree(Objects.requireNonNull(file));
        }
    }

    private static Hello hello(ObjectNode json, Access access) {
        return new Hello(
                4,
                access,
                Secret.of(TOKEN),
                json.toString(),
                Duration.ofSeconds(30),
                26_214_400,
                "2026.9.6",
                "c",
                null);
    }

    private static String text(Optional<ByteBuffer> frame) {
        return StandardCharsets.UTF_8.decode(frame.orElseThrow()).toString();
    }
}
