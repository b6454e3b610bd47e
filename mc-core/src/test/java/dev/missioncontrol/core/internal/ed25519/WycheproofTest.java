package dev.missioncontrol.core.internal.ed25519;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Wycheproof's Ed25519 verdicts, where its file lies beside the repository. */
class WycheproofTest {
    private static final Path VECTORS =
            Path.of("..", "..", "shared", "data", "vectors", "wycheproof", "ed25519_test.json");

    @Test
    void verdicts_whenCompared_areTheSame() throws IOException {
        assumeTrue(Files.isRegularFile(VECTORS), "skipped: no Wycheproof vectors beside the repository");
        int compared = 0;
        for (JsonNode group : new ObjectMapper().readTree(VECTORS.toFile()).get("testGroups")) {
            byte[] key = bytes(group.get("publicKey").get("pk"));
            for (JsonNode test : group.get("tests")) {
                boolean valid = test.get("result").asText().equals("valid");

                assertThat(verdict(key, test)).as("tcId %s", test.get("tcId")).isEqualTo(valid);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    private static boolean verdict(byte[] key, JsonNode test) {
        byte[] signature = bytes(test.get("sig"));
        return signature.length == Ed25519.SIGNATURE_BYTES && Ed25519.verify(key, bytes(test.get("msg")), signature);
    }

    private static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.asText());
    }
}
