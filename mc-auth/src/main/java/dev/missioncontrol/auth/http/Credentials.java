package dev.missioncontrol.auth.http;

import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the keys a request presents in headers. Query strings and cookies are no place for a key. */
public final class Credentials {

    private static final Set<String> SCHEMES = Set.of("bearer", "apikey", "token");

    private Credentials() {}

    /**
     * The keys of {@code x-api-key} and {@code Authorization: Bearer|ApiKey|Token}, in this order.
     *
     * @return empty if a header is repeated, blank, or an Authorization of another kind: such a request has presented
     *     something nobody can verify
     */
    public static Optional<List<Secret>> read(Headers headers) {
        List<Secret> keys = new ArrayList<>();
        for (String name : List.of("x-api-key", "authorization")) {
            if (headers.contains(name)) {
                Optional<Secret> key = headers.only(name)
                        .flatMap(value -> name.equals("authorization") ? authorization(value) : secret(value));
                if (key.isEmpty()) {
                    return Optional.empty();
                }
                keys.add(key.get());
            }
        }
        return Optional.of(keys);
    }

    private static Optional<Secret> authorization(String value) {
        String text = value.strip();
        int blank = text.indexOf(' ');
        boolean known = blank > 0 && SCHEMES.contains(text.substring(0, blank).toLowerCase(Locale.ROOT));
        return known ? secret(text.substring(blank + 1)) : Optional.empty();
    }

    private static Optional<Secret> secret(String value) {
        String text = value.strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(Secret.of(text));
    }
}
