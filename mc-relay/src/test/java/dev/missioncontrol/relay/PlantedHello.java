package dev.missioncontrol.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** A gateway's hello with secrets in it: where they stand at a gateway, and where they have no business. */
final class PlantedHello {
    /** How every planted value begins; no other value holds it. */
    static final String MARK = "PlantedSecret";

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final List<String> NAMES =
            List.of("deviceToken", "recoveryScope", "setupCode", "bootstrapToken", "deviceTokens");
    private static final List<String> PLACES = List.of(
            "/payload/auth",
            "/payload/auth/more/deeper",
            "/payload",
            "/payload/server",
            "/payload/elsewhere",
            "/payload/snapshot",
            "/payload/snapshot/health",
            "/payload/snapshot/one/two",
            "/payload/features",
            "/payload/policy");

    private final Random random;

    PlantedHello(long seed) {
        random = new Random(seed);
    }

    /** The answer to this connect request. */
    byte[] answer(String connect, Damage damage) {
        try {
            ObjectNode frame = (ObjectNode) JSON.readTree(MemoryGateway.hello(connect, List.of()));
            frame.withObject("/payload/auth").put("recoveryScope", value());
            for (int i = random.nextInt(3); i >= 0; i--) {
                plant(frame.withObject(any(PLACES)), any(NAMES));
            }
            String text = frame.toString();
            String written = random.nextInt(3) == 0 ? text.replace("\"deviceT", "\"d\\u0065viceT") : text;
            String twice = random.nextInt(4) == 0
                    ? written.replace("\"recoveryScope\":", "\"recoveryScope\":\"" + value() + "\",\"recoveryScope\":")
                    : written;
            byte[] whole = twice.getBytes(StandardCharsets.UTF_8);
            return random.nextBoolean() ? whole : apartFromSecrets(whole, damage);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void plant(ObjectNode in, String name) {
        switch (random.nextInt(3)) {
            case 0 -> in.put(name, value());
            case 1 -> in.putArray(name).addObject().put("token", value());
            default -> in.putObject(name).put("deep", value());
        }
    }

    /** A name of a secret that is itself broken names no secret: such damage shows nothing. */
    private static byte[] apartFromSecrets(byte[] whole, Damage damage) {
        byte[] damaged = damage.ofBytes(whole);
        return named(damaged) < named(whole) ? whole : damaged;
    }

    private static long named(byte[] frame) {
        String text = new String(frame, StandardCharsets.UTF_8).replace("\\u0065", "e");
        return NAMES.stream()
                .mapToLong(name -> text.split("\"" + name + "\"", -1).length - 1L)
                .sum();
    }

    private String value() {
        return MARK + Long.toUnsignedString(random.nextLong()) + "0123456789";
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
