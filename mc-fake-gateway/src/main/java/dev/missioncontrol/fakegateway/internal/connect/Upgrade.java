package dev.missioncontrol.fakegateway.internal.connect;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the HTTP upgrade said.
 *
 * @param headers its header fields by their names in lower case, the first value of each
 */
public record Upgrade(Map<String, String> headers) {
    public Upgrade {
        headers = Map.copyOf(headers);
    }

    /** A header field. */
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** The Origin header. */
    Optional<String> origin() {
        return header("origin");
    }

    /** The names in the {@code x-openclaw-scopes} header, which cut what a connection gets. */
    Optional<List<String>> scopeCap() {
        return header("x-openclaw-scopes")
                .map(text -> Arrays.stream(text.split(",")).map(String::strip).toList());
    }
}
