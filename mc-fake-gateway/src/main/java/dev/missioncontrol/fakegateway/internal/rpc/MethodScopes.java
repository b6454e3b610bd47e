package dev.missioncontrol.fakegateway.internal.rpc;

import dev.missioncontrol.fakegateway.internal.json.Json;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gateway's table of methods and the scope each one needs (OpenClaw 2026.9.6). */
public final class MethodScopes {
    private static final String TABLE = "method-scopes.json";

    private final Map<String, String> scopes;
    private final List<String> advertised;

    private MethodScopes(Map<String, String> scopes, List<String> advertised) {
        this.scopes = scopes;
        this.advertised = List.copyOf(advertised);
    }

    /** Reads the table that comes with this module. */
    public static MethodScopes load() {
        Map<String, String> scopes = new LinkedHashMap<>();
        List<String> advertised = new ArrayList<>();
        for (JsonObject row : rows()) {
            String method = row.text("method").orElseThrow();
            scopes.put(method, row.text("scope").orElseThrow());
            if (!row.has("advertise")) {
                advertised.add(method);
            }
        }
        return new MethodScopes(scopes, advertised);
    }

    /** The scope, {@code node} or {@code dynamic}; empty for a method that does not exist. */
    public Optional<String> of(String method) {
        return Optional.ofNullable(scopes.get(method));
    }

    /** The methods a hello lists. */
    public List<String> advertised() {
        return advertised;
    }

    private static List<JsonObject> rows() {
        try (InputStream in = MethodScopes.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the module lacks its table " + TABLE);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Object rows = Json.strict().read(text).orElseThrow();
            return new JsonObject().with("rows", rows).objects("rows");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
