package dev.missioncontrol.relay.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FrameScannerProperties {
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    /** Duplicate names below the top level are the gateway's business: a mutation may make some. */
    private static final ObjectMapper TAKING_DUPLICATES = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String ALPHABET = "abc\"\\\n\t\u0001\u00e9\u20ac\ud83d\ude00 {}[]:,0";

    private final FrameScanner scanner = new FrameScanner();

    @Property(tries = 2_000)
    void request_when_cut_anywhere_passes_with_the_id_and_method_it_has(
            @ForAll long seed, @ForAll @IntRange(max = 6) int cuts) throws IOException {
        Random random = new Random(seed);
        ObjectNode frame = request(random);
        byte[] bytes = STRICT.writeValueAsBytes(frame);
        int[] at = random.ints(cuts, 0, bytes.length + 1).sorted().toArray();
        assertThat(Frames.scan(scanner, bytes, at))
                .as(() -> frame + " " + Arrays.toString(at))
                .isNull();
        assertThat(scanner.method().text()).isEqualTo(frame.get("method").asText());
        assertThat(STRICT.readTree("\"" + scanner.id().text() + "\"")).isEqualTo(frame.get("id"));
    }

    @Property(tries = 10_000)
    void frame_when_it_passes_is_what_a_strict_parser_reads_too(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = mutated(STRICT.writeValueAsBytes(request(random)), random);
        if (Frames.scan(scanner, bytes, random.nextInt(bytes.length + 1)) == null) {
            JsonNode read = TAKING_DUPLICATES.readTree(bytes);
            assertThat(read.path("method").asText()).isEqualTo(scanner.method().text());
            assertThat(read.path("type").asText()).isEqualTo("req");
        }
    }

    private static ObjectNode request(Random random) {
        ObjectNode frame = JsonNodeFactory.instance.objectNode();
        boolean first = random.nextBoolean();
        if (first) {
            frame.set("params", value(random, 4));
        }
        frame.put("id", "i" + text(random, 8));
        frame.put("type", "req");
        frame.put("method", "m" + random.nextInt(1_000));
        if (!first) {
            frame.set("params", value(random, 4));
        }
        return frame;
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> JsonNodeFactory.instance.nullNode();
            case 1 -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            case 2 -> JsonNodeFactory.instance.numberNode(random.nextLong());
            case 3 -> JsonNodeFactory.instance.numberNode(random.nextGaussian() * 1e9);
            case 4 -> JsonNodeFactory.instance.textNode(text(random, 12));
            case 5 -> array(random, depth - 1);
            default -> object(random, depth - 1);
        };
    }

    private static ArrayNode array(Random random, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(value(random, depth));
        }
        return array;
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            object.set(text(random, 6), value(random, depth));
        }
        return object;
    }

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            int at = random.nextInt(ALPHABET.codePointCount(0, ALPHABET.length()));
            text.appendCodePoint(ALPHABET.codePointAt(ALPHABET.offsetByCodePoints(0, at)));
        }
        return text.toString();
    }

    private static byte[] mutated(byte[] frame, Random random) {
        byte[] bytes = frame.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = bytes[random.nextInt(bytes.length)];
                default -> bytes = cut(bytes, at);
            }
        }
        return bytes;
    }

    private static byte[] cut(byte[] bytes, int at) {
        byte[] shorter = new byte[Math.max(1, bytes.length - 1)];
        System.arraycopy(bytes, 0, shorter, 0, Math.min(at, shorter.length));
        if (at < shorter.length) {
            System.arraycopy(bytes, at + 1, shorter, at, shorter.length - at);
        }
        return shorter;
    }
}
