package dev.missioncontrol.auth.internal.oidc;

import dev.missioncontrol.core.secret.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider sends back in the address (RFC 6749 section 4.1.2, RFC 9207): each parameter once.
 *
 * @param state the state
 * @param code the code; empty if the provider refused
 * @param issuer who says so, if it is said
 */
public record CallbackQuery(Secret state, Optional<Secret> code, Optional<String> issuer) {

    private static final int LONGEST = 4_096;

    /** Reads the query of a request target; empty if it is no answer of a provider. */
    public static Optional<CallbackQuery> parse(String target) {
        int query = target.indexOf('?');
        if (query < 0 || target.length() - query > LONGEST) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (String pair : target.substring(query + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            Optional<String> name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            Optional<String> value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
            if (name.isEmpty() || value.isEmpty() || parameters.put(name.get(), value.get()) != null) {
                return Optional.empty();
            }
        }
        Optional<Secret> code = parameters.containsKey("error") ? Optional.empty() : secret(parameters, "code");
        Optional<String> issuer = Optional.ofNullable(parameters.get("iss"));
        return secret(parameters, "state").map(state -> new CallbackQuery(state, code, issuer));
    }

    private static Optional<Secret> secret(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name))
                .filter(value -> !value.isEmpty())
                .map(Secret::of);
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
