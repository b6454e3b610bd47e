package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.identity.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of one line of a {@link Report}, in order. */
final class Fields {
    private final Map<String, String> fields = new LinkedHashMap<>();

    /** One more field; null counts as empty. */
    Fields with(String name, @Nullable Object value) {
        fields.put(name, value == null ? "" : value.toString());
        return this;
    }

    Fields with(String name, Set<Scope> scopes) {
        return with(name, scopes.stream().map(Scope::value).sorted().collect(Collectors.joining(",")));
    }

    Map<String, String> map() {
        return fields;
    }
}
