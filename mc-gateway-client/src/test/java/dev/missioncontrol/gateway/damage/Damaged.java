package dev.missioncontrol.gateway.damage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Frames with one thing wrong. */
final class Damaged {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What may stand where something else is due. */
    private static final List<String> WRONG = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e400",
            "9223372036854775807",
            "99999999999999999999999999",
            "\"\"",
            "\"x\"",
            "\"\\ud800\"",
            "\"a|b \\u0000\\n\"",
            "[]",
            "[null,1,\"x\",{}]",
            "{}",
            "{\"code\":1,\"code2\":[]}",
            "[".repeat(63) + "]".repeat(63),
            "[".repeat(20_000) + "]".repeat(20_000));

    private static final String PLACE = "\"@@\"";

    private Damaged() {}

    /** The frame with each of its members in turn replaced by each wrong value, missing, or said twice. */
    static List<String> all(String frame) {
        List<String> damaged = new ArrayList<>();
        try {
            JsonNode root = JSON.readTree(frame);
            replaced(root, root, damaged);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        damaged.addAll(WRONG);
        damaged.add(frame + frame);
        damaged.add("");
        damaged.add(frame.replaceFirst("\\{", "{\"extra\":" + "1".repeat(101) + ","));
        return damaged;
    }

    private static void replaced(JsonNode root, JsonNode at, List<String> damaged) {
        if (at instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode member = object.get(name);
                object.put(name, "@@");
                String with = root.toString();
                WRONG.forEach(wrong -> damaged.add(with.replace(PLACE, wrong)));
                damaged.add(with.replace(PLACE, member + ",\"" + name + "\":" + member));
                object.remove(name);
                damaged.add(root.toString());
                object.set(name, member);
                replaced(root, member, damaged);
            }
        } else if (at instanceof ArrayNode array && array.size() > 0) {
            JsonNode first = array.get(0);
            array.set(0, JSON.getNodeFactory().textNode("@@"));
            String with = root.toString();
            WRONG.forEach(wrong -> damaged.add(with.replace(PLACE, wrong)));
            array.set(0, first);
            replaced(root, first, damaged);
        }
    }
}
