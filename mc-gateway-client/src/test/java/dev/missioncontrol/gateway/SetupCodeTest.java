package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetupCodeTest {
    private static Secret code(String json) {
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void code_whenSound_saysWhereAndUntilWhen() {
        SetupCode code = SetupCode.parse(code("{\"url\":\"wss://gateway.example\",\"bootstrapToken\":\"boot\","
                        + "\"expiresAtMs\":1795195265387,\"more\":true}"))
                .orElseThrow();

        assertThat(code.gateway()).isEqualTo(URI.create("wss://gateway.example"));
        assertThat(code.token().reveal()).isEqualTo("boot");
        assertThat(code.expiresAt()).isEqualTo(Instant.ofEpochMilli(1795195265387L));
        assertThat(code.credential()).isEqualTo(new Credential.BootstrapToken(code.token()));
        assertThat(code.toString()).doesNotContain("boot\"").doesNotContain("=boot");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "nonsense",
                "{\"url\":\"https://gateway.example\",\"bootstrapToken\":\"b\",\"expiresAtMs\":1}",
                "{\"url\":\"wss://u:p@gateway.example\",\"bootstrapToken\":\"b\",\"expiresAtMs\":1}",
                "{\"url\":\"wss://gateway.example\",\"bootstrapToken\":\"\",\"expiresAtMs\":1}",
                "{\"url\":\"wss://gateway.example\",\"bootstrapToken\":\"b\",\"expiresAtMs\":\"1\"}",
                "{\"url\":\"wss://gateway.example\",\"bootstrapToken\":\"b\",\"bootstrapToken\":\"c\",\"expiresAtMs\":1}"
            })
    void code_whenItIsNone_isEmpty(String json) {
        assertThat(SetupCode.parse(code(json))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no base64!", "AAAA"})
    void text_whenNoCode_isEmpty(String text) {
        assertThat(SetupCode.parse(Secret.of(text))).isEmpty();
        assertThat(SetupCode.parse(Secret.of(text.repeat(4_000)))).isEmpty();
    }
}
