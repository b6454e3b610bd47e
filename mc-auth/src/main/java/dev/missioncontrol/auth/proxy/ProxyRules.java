package dev.missioncontrol.auth.proxy;

import dev.missioncontrol.core.net.TrustedProxies;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Which header names the person, and who may set it.
 *
 * @param header the header's name; compared without regard to case
 * @param proxies the addresses of the proxies whose word counts
 */
public record ProxyRules(String header, TrustedProxies proxies) {

    private static final Set<String> TAKEN =
            Set.of("host", "origin", "cookie", "authorization", "forwarded", "user-agent", "content-length");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is no header name, or one that clients and servers use otherwise
     */
    public ProxyRules {
        Objects.requireNonNull(proxies, "proxies");
        String folded = header.toLowerCase(Locale.ROOT);
        boolean sound = folded.matches("[a-z0-9]+(-[a-z0-9]+)*") && folded.length() <= 64;
        if (!sound || TAKEN.contains(folded) || folded.startsWith("x-forwarded-f") || folded.startsWith("sec-")) {
            throw new IllegalArgumentException("no header that can name a person: \"" + header + "\"");
        }
    }
}
