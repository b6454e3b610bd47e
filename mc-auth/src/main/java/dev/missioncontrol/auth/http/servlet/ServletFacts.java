package dev.missioncontrol.auth.http.servlet;

import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.ListenerTrait;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.IpLiteral;
import dev.missioncontrol.core.net.Scheme;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a request as a servlet container sees it into facts. */
final class ServletFacts {

    private ServletFacts() {}

    /** The facts; empty if the container names no address literal of the peer. */
    static Optional<RequestFacts> of(HttpServletRequest request, Set<ListenerTrait> traits) {
        return socket(request)
                .map(socket -> new RequestFacts(
                        request.getMethod(), target(request), headers(request), socket, scheme(request), traits));
    }

    /** By the connector's own word. A container told to read forwarding headers itself would say theirs. */
    static Scheme scheme(HttpServletRequest request) {
        return request.isSecure() ? Scheme.HTTPS : Scheme.HTTP;
    }

    private static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    private static Headers headers(HttpServletRequest request) {
        Map<String, List<String>> fields = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            fields.put(name, Collections.list(request.getHeaders(name)));
        }
        return Headers.of(fields);
    }

    /** The container hands out a literal, in brackets or with a zone if it likes: nothing is looked up. */
    private static Optional<InetSocketAddress> socket(HttpServletRequest request) {
        String literal = request.getRemoteAddr();
        if (literal == null) {
            return Optional.empty();
        }
        int zone = literal.indexOf('%');
        int end = zone >= 0 ? zone : literal.length() - (literal.endsWith("]") ? 1 : 0);
        return IpLiteral.parse(literal.substring(literal.startsWith("[") ? 1 : 0, end))
                .map(address -> new InetSocketAddress(address, Math.max(request.getRemotePort(), 0)));
    }
}
