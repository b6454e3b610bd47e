package dev.missioncontrol.auth.http;

import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.Scheme;
import java.util.Locale;
import java.util.Set;

/** What kind of request it is, for rules that differ. */
final class RequestKind {

    /** Case-sensitive (RFC 9110 section 9.1). */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private RequestKind() {}

    /** Tells whether the request may change nothing, by its method (RFC 9110 section 9.2.1) and by not upgrading. */
    static boolean isSafe(RequestFacts request) {
        return SAFE.contains(request.method()) && !isUpgrade(request);
    }

    /** Tells whether it opens a WebSocket: the connection then is not bound by the rules of a GET. */
    static boolean isUpgrade(RequestFacts request) {
        return request.scheme() == Scheme.WS
                || request.scheme() == Scheme.WSS
                || request.headers().contains("sec-websocket-key")
                || request.headers().all("upgrade").stream()
                        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("websocket"));
    }
}
