package dev.missioncontrol.examples.dashboard.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.secret.Secret;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * Somebody with an account and one API key, made for one test, so that the records of this person are those of that test.
 *
 * @param name the account
 * @param scopes what the key may do: all that the role may
 * @param keyId the key's public id
 * @param key the key
 */
record KeyHolder(String name, List<String> scopes, String keyId, Secret key) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A new person of this role, who signs in and makes a key. */
    static KeyHolder join(Stage stage, Role role) throws IOException, InterruptedException {
        String name = role.wireName() + "-" + UUID.randomUUID().toString().substring(0, 8);
        Person person = Person.signIn(stage.demo().page(), name, stage.add(name, role));
        List<String> scopes = scopes(role);
        ObjectNode key = JSON.createObjectNode().put("name", "of " + name);
        scopes.forEach(key.putArray("scopes")::add);
        JsonNode made = person.post("/api/keys", key);
        return new KeyHolder(
                name,
                scopes,
                made.path("id").asText(),
                Secret.of(made.path("secret").asText()));
    }

    private static List<String> scopes(Role role) {
        return switch (role) {
            case VIEWER -> List.of("operator.read");
            case OPERATOR -> List.of("operator.approvals", "operator.questions", "operator.read", "operator.write");
            case ADMIN -> List.of("operator.admin");
        };
    }
}
