package dev.missioncontrol.auth.oidc;

import dev.missioncontrol.auth.fixture.Requests;
import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.auth.http.RequestAddress;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.net.TrustedProxies;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A browser with one cookie. */
final class Browser {

    private static final String HOST = "mc.example.com";

    private final String address;
    private String cookie = "";

    Browser() {
        this("192.0.2.7");
    }

    Browser(String address) {
        this.address = address;
    }

    Passage visit(String target) {
        return passage(Scheme.HTTPS, target);
    }

    Passage plainVisit(String target) {
        return passage(Scheme.HTTP, target);
    }

    /** Keeps the cookie and gives the parameters of the address it was sent to. */
    Parameters follow(OidcStart start) {
        OidcStart.Redirect redirect = (OidcStart.Redirect) start;
        cookie = redirect.setCookie().substring(0, redirect.setCookie().indexOf(';'));
        return query(redirect.location());
    }

    /** What it asks the callback with. */
    Passage back(String... parameters) {
        StringBuilder target = new StringBuilder("/api/auth/oidc/callback?");
        for (int i = 0; i < parameters.length; i += 2) {
            target.append(i == 0 ? "" : "&")
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return visit(target.toString());
    }

    String cookie() {
        return cookie;
    }

    void cookie(String other) {
        cookie = other;
    }

    static Parameters query(URI address) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : address.getRawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return new Parameters(parameters);
    }

    private Passage passage(Scheme scheme, String target) {
        RequestFacts facts = cookie.isEmpty()
                ? Requests.request(address, scheme, "GET", target, "Host", HOST)
                : Requests.request(address, scheme, "GET", target, "Host", HOST, "Cookie", cookie);
        return new Passage(
                facts,
                RequestAddress.of(facts, TrustedProxies.none()).orElseThrow(),
                Peer.classify(facts, TrustedProxies.none()),
                "bm9uY2U=");
    }
}
