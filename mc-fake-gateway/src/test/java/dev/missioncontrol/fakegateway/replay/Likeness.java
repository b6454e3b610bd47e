package dev.missioncontrol.fakegateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Compares an answer with the recorded one in shape: which members, of which types, and the codes among them. */
final class Likeness {
    /** Members whose texts are codes: the same now and then. */
    private static final Set<String> CODES = Set.of(
            "type",
            "event",
            "code",
            "reason",
            "authReason",
            "recommendedNextStep",
            "method",
            "role",
            "requestedRole",
            "decision",
            "missingScope",
            "status",
            "access",
            "urlSource",
            "auth",
            "tokenDelivery",
            "clientId",
            "clientMode",
            "platform",
            "deviceFamily",
            "approvedVia",
            "remoteIp",
            "id");

    private final Predicate<String> known;
    private final UnaryOperator<String> now;
    private final List<String> differences = new ArrayList<>();

    /**
     * A comparison.
     *
     * @param known what is different, by its path such as {@code /payload/server/buildId}
     * @param now what stands now for a recorded id
     */
    Likeness(Predicate<String> known, UnaryOperator<String> now) {
        this.known = known;
        this.now = now;
    }

    List<String> differences() {
        return differences;
    }

    void compare(JsonNode recorded, JsonNode now, String path) {
        if (known.test(path) || recorded.has("trimmed")) {
            return;
        }
        if (!kind(recorded).equals(kind(now))) {
            differences.add(path + " is " + kind(now) + ", was " + kind(recorded));
        } else if (recorded.isObject()) {
            Set<String> names = new TreeSet<>();
            recorded.fieldNames().forEachRemaining(names::add);
            now.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(recorded.path(name), now.path(name), path + "/" + name));
        } else if (recorded.isArray()) {
            compareLists(recorded, now, path);
        } else if (recorded.isBoolean() || isCode(path)) {
            same(recorded.asText(), now.asText(), path);
        }
    }

    /** The fake's answer may say less, but nothing else: what it says was said then, in the same types. */
    void contain(JsonNode recorded, JsonNode now, String path) {
        if (known.test(path) || recorded.has("trimmed")) {
            return;
        }
        if (!kind(recorded).equals(kind(now))) {
            differences.add(path + " is " + kind(now) + ", was " + kind(recorded));
        } else if (now.isArray() && recorded.size() > 0 && now.size() > 0) {
            contain(recorded.get(0), now.get(0), path + "/0");
        } else {
            now.properties()
                    .forEach(member ->
                            contain(recorded.path(member.getKey()), member.getValue(), path + "/" + member.getKey()));
        }
    }

    private void compareLists(JsonNode recorded, JsonNode listed, String path) {
        boolean texts = recorded.size() > 0 && recorded.get(0).isTextual();
        if (texts) {
            same(recorded.toString(), listed.toString(), path);
        } else if (recorded.size() > 0 && recorded.get(0).has("deviceId")) {
            recorded.forEach(device -> compareDevice(device, listed, path + "/*"));
        } else if (recorded.size() > 0 && listed.size() > 0) {
            compare(recorded.get(0), listed.get(0), path + "/*");
        }
    }

    /** Devices of other sessions are on the recorded list, too. */
    private void compareDevice(JsonNode recorded, JsonNode listed, String path) {
        String id = now.apply(recorded.path("deviceId").asText());
        for (JsonNode device : listed) {
            if (device.path("deviceId").asText().equals(id)) {
                compare(recorded, device, path);
            }
        }
    }

    private void same(String recorded, String now, String path) {
        if (!recorded.equals(now)) {
            differences.add(path + " is " + now + ", was " + recorded);
        }
    }

    private static boolean isCode(String path) {
        return CODES.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String kind(JsonNode node) {
        return node.isMissingNode() ? "absent" : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
