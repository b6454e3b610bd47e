package dev.missioncontrol.relay.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.gateway.Hello;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Builds the hello of a client from the gateway's: listed members and no others, and at no depth a member named like a
 * credential, so that nothing of the backend's and nothing that a later gateway adds can slip through.
 */
public final class HelloRewriter {
    private static final List<String> COPIED = List.of(
            "features", "policy", "controlUiUrl", "controlUiTabs", "controlUiWidgetKinds", "controlUiLinkReaders");
    private static final List<String> SERVER =
            List.of("version", "buildId", "bootId", "controlUiBuildSource", "connId");
    private static final List<String> ADMIN_ONLY = List.of("configPath", "stateDir", "authMode");
    private static final Set<String> CREDENTIALS =
            Set.of("deviceToken", "deviceTokens", "bootstrapToken", "setupCode", "recoveryScope");

    private final ObjectMapper mapper = StrictJson.mapper();

    /** A rewriter; thread-safe. */
    public HelloRewriter() {}

    /**
     * The whole answer to {@code connect}.
     *
     * @param id the request's id as it was written, without quotes and with its escapes
     * @return empty if the gateway's hello cannot be read or its secrets stand where they do not belong
     */
    public Optional<ByteBuffer> answer(String id, Hello hello) {
        try {
            JsonNode from = mapper.readTree(hello.json());
            List<String> secrets = secrets(from);
            ObjectNode to = rewritten(from, hello.access());
            dropCredentials(to);
            return holdsAny(secrets, to) ? Optional.empty() : Optional.of(framed(id, mapper.writeValueAsString(to)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static ObjectNode rewritten(JsonNode from, Access access) {
        ObjectNode to = JsonNodeFactory.instance.objectNode();
        to.put("type", "hello-ok");
        to.put("protocol", from.path("protocol").asInt());
        copy(from.path("server"), to.putObject("server"), SERVER);
        to.set("snapshot", snapshot(from.path("snapshot"), access));
        copy(from, to, COPIED);
        ObjectNode auth = to.putObject("auth");
        auth.put("method", from.path("auth").path("method").asText("device-token"));
        auth.put("role", access.role().wireName());
        ArrayNode scopes = auth.putArray("scopes");
        access.scopes().forEach(scope -> scopes.add(scope.value()));
        return to;
    }

    private static JsonNode snapshot(JsonNode from, Access access) {
        if (from instanceof ObjectNode object && !access.covers(Access.operator(Scope.ADMIN))) {
            object.remove(ADMIN_ONLY);
        }
        return from.isObject() ? from : JsonNodeFactory.instance.objectNode();
    }

    private static void copy(JsonNode from, ObjectNode to, List<String> names) {
        for (String name : names) {
            if (from.has(name)) {
                to.set(name, from.get(name));
            }
        }
    }

    /** Not only where credentials are expected: what is listed is copied with all that is in it. */
    private static void dropCredentials(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(CREDENTIALS);
        }
        node.forEach(HelloRewriter::dropCredentials);
    }

    private static boolean holdsAny(List<String> secrets, JsonNode node) {
        boolean here = node.isTextual() && secrets.stream().anyMatch(node.textValue()::contains);
        Iterable<String> names = node::fieldNames;
        for (String name : names) {
            here = here || secrets.stream().anyMatch(name::contains);
        }
        for (JsonNode child : node) {
            here = here || holdsAny(secrets, child);
        }
        return here;
    }

    private static List<String> secrets(JsonNode hello) {
        List<String> texts = new ArrayList<>();
        for (String name : CREDENTIALS) {
            hello.findValues(name).forEach(node -> addLong(texts, node));
        }
        hello.findValues("deviceTokens")
                .forEach(extra -> extra.findValues("token").forEach(node -> addLong(texts, node)));
        return texts;
    }

    /** A short text could stand in a hello by chance; tokens have 43 characters. */
    private static void addLong(List<String> texts, JsonNode node) {
        String text = node.asText();
        if (text.length() >= 16) {
            texts.add(text);
        }
    }

    private static ByteBuffer framed(String id, String payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length() + 128);
        frame.writeBytes(utf8("{\"type\":\"res\",\"id\":\"" + id + "\",\"ok\":true,\"payload\":"));
        frame.writeBytes(utf8(payload));
        frame.write('}');
        return ByteBuffer.wrap(frame.toByteArray());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
