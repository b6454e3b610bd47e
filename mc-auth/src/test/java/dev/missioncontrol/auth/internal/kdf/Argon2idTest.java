package dev.missioncontrol.auth.internal.kdf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class Argon2idTest {

    @Test
    void tag_forTheVectorOfRfc9106_isItsTag() throws IOException {
        JsonNode vector;
        try (InputStream in = Argon2idTest.class.getResourceAsStream("/argon2-rfc9106.json")) {
            vector = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        Argon2id argon2id = new Argon2id(
                vector.get("memoryKiB").asInt(),
                vector.get("iterations").asInt(),
                vector.get("parallelism").asInt());

        byte[] tag = argon2id.tag(
                hex(vector, "passwordHex"),
                hex(vector, "saltHex"),
                hex(vector, "secretHex"),
                hex(vector, "associatedDataHex"),
                vector.get("tagLength").asInt());

        assertThat(Argon2id.VERSION).isEqualTo(vector.get("version").asInt());
        assertThat(HexFormat.of().formatHex(tag))
                .isEqualTo(vector.get("tags").get("argon2id").asText());
    }

    private static byte[] hex(JsonNode vector, String name) {
        return HexFormat.of().parseHex(vector.get(name).asText());
    }
}
