package dev.missioncontrol.fakegateway.internal.schema;

import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A closed object: the members it must have, those it may have, and none besides. */
public final class Shape implements Rule {
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();

    /** Adds a member that must be there. */
    public Shape must(String name, Rule rule) {
        required.add(name);
        return may(name, rule);
    }

    /** Adds a member that may be there. */
    public Shape may(String name, Rule rule) {
        rules.put(name, rule);
        return this;
    }

    @Override
    public Optional<String> fault(Object value, String path) {
        if (!(value instanceof JsonObject object)) {
            return Optional.of((path.isEmpty() ? "the value" : path) + " is no object");
        }
        for (String name : required) {
            if (!object.has(name)) {
                return Optional.of(path + "/" + name + " is missing");
            }
        }
        for (Map.Entry<String, Object> member : object.members().entrySet()) {
            Rule rule = rules.get(member.getKey());
            if (rule == null) {
                return Optional.of(path + "/" + member.getKey() + " is not a known name");
            }
            Optional<String> fault = rule.fault(member.getValue(), path + "/" + member.getKey());
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }
}
