package dev.missioncontrol.fakegateway.internal.connect;

import dev.missioncontrol.core.net.IpLiteral;
import java.util.Arrays;
import java.util.Collections;
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

    /** The client's address, if a proxy says that it is another machine's: the last hop that is not of this one. */
    public Optional<String> remoteIp() {
        List<String> hops = Arrays.asList(header("x-forwarded-for").orElse("").split(","));
        Collections.reverse(hops);
        return hops.stream()
                .map(String::strip)
                .filter(hop -> IpLiteral.parse(hop)
                        .filter(address -> !address.isLoopbackAddress())
                        .isPresent())
                .findFirst();
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
