package dev.missioncontrol.gateway.internal.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Builds the JSON object of a call's parameters. Not thread-safe. */
public final class Params {
    private final ObjectNode object = JsonNodeFactory.instance.objectNode();

    private Params() {}

    /** Starts with one text member. */
    public static Params of(String name, String text) {
        return new Params().and(name, text);
    }

    /** Starts with a list of texts. */
    public static Params of(String name, List<String> texts) {
        return new Params().and(name, texts);
    }

    /** Adds a text member. */
    public Params and(String name, String text) {
        object.put(name, text);
        return this;
    }

    /** Adds a list of texts. */
    public Params and(String name, List<String> texts) {
        ArrayNode list = object.putArray(name);
        texts.forEach(list::add);
        return this;
    }

    /** The JSON text. */
    public String json() {
        return object.toString();
    }
}
