package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.Scheme;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns a request as Javalin sees it into facts: the one place where the library meets the web server's types. */
final class JavalinFacts {
    private JavalinFacts() {}

    /**
     * The facts of a request. This listener serves browser pages, so it has no traits: nobody is trusted here for
     * coming from the same machine.
     */
    static RequestFacts of(HttpServletRequest request, Scheme scheme) {
        return new RequestFacts(
                request.getMethod(), target(request), headers(request), socket(request), scheme, Set.of());
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

    /** The server hands out the address as a literal: nothing is looked up. */
    private static InetSocketAddress socket(HttpServletRequest request) {
        try {
            return new InetSocketAddress(InetAddress.getByName(request.getRemoteAddr()), request.getRemotePort());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the web server names no address of the peer", e);
        }
    }
}
