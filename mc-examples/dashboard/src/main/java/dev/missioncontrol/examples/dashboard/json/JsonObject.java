package dev.missioncontrol.examples.dashboard.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A JSON object that was received. Readers say what they expect; anything else is a {@link JsonFault}. */
public final class JsonObject {
    private final JsonNode node;

    JsonObject(JsonNode node) {
        this.node = node;
    }

    /** This object, if it has no members but these. */
    public JsonObject only(String... names) {
        Set<String> known = Set.of(names);
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new JsonFault("unknown member; known are " + String.join(", ", names));
            }
        });
        return this;
    }

    /** The text of a member that must be there. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> new JsonFault("\"" + name + "\" is missing"));
    }

    /** The text of a member, unless it is missing or null. */
    public Optional<String> optionalText(String name) {
        return member(name).map(value -> {
            require(value.isTextual(), name, "a text");
            return value.textValue();
        });
    }

    /** The truth value of a member, unless it is missing or null. */
    public Optional<Boolean> optionalFlag(String name) {
        return member(name).map(value -> {
            require(value.isBoolean(), name, "true or false");
            return value.booleanValue();
        });
    }

    /** The texts of a member that must be a list of texts. */
    public List<String> texts(String name) {
        JsonNode list = member(name).orElseThrow(() -> new JsonFault("\"" + name + "\" is missing"));
        require(list.isArray(), name, "a list of texts");
        List<String> texts = new ArrayList<>();
        list.forEach(value -> {
            require(value.isTextual(), name, "a list of texts");
            texts.add(value.textValue());
        });
        return texts;
    }

    /** The objects of a member that is a list; without anything in it that is no object. */
    public List<JsonObject> objects(String name) {
        List<JsonObject> objects = new ArrayList<>();
        node.path(name).forEach(value -> {
            if (value.isObject()) {
                objects.add(new JsonObject(value));
            }
        });
        return objects;
    }

    /** The object of a member, unless it is missing or null. */
    public Optional<JsonObject> optionalObject(String name) {
        return member(name).map(value -> {
            require(value.isObject(), name, "an object");
            return new JsonObject(value);
        });
    }

    /** The whole number of a member that must be there. */
    public long whole(String name) {
        JsonNode value = member(name).orElseThrow(() -> new JsonFault("\"" + name + "\" is missing"));
        require(value.isIntegralNumber() && value.canConvertToLong(), name, "a whole number");
        return value.longValue();
    }

    /** The whole number of a member, unless it is missing or null. */
    public Optional<Long> optionalWhole(String name) {
        return member(name).map(value -> whole(name));
    }

    private Optional<JsonNode> member(String name) {
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    private static void require(boolean kept, String name, String what) {
        if (!kept) {
            throw new JsonFault("\"" + name + "\" must be " + what);
        }
    }
}
