package dev.missioncontrol.auth.http;

import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.secret.Tokens;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers every answer carries: pages, data, errors, redirects and refused upgrades alike. Immutable.
 *
 * <p>Pages come with a content security policy whose nonce is the only way for an inline script or style to run; data
 * is neither cached nor run. Strict-Transport-Security is sent only where asked for, and only over TLS (RFC 6797
 * section 7.2).
 */
public final class SecurityHeaders {

    private static final int NONCE_BYTES = 16;

    private final @Nullable Duration strictTransport;

    private SecurityHeaders(@Nullable Duration strictTransport) {
        this.strictTransport = strictTransport;
    }

    /** Without Strict-Transport-Security. */
    public static SecurityHeaders standard() {
        return new SecurityHeaders(null);
    }

    /** A copy that tells browsers to use TLS alone for this long, on this host and below. */
    public SecurityHeaders withStrictTransport(Duration maxAge) {
        return new SecurityHeaders(maxAge);
    }

    /** A fresh nonce for one page: 16 random bytes in base64. */
    public static String nonce(Tokens tokens) {
        return Base64.getEncoder().encodeToString(tokens.bytes(NONCE_BYTES));
    }

    /** For a page; {@code nonce} is what its own {@code script} and {@code style} elements carry. */
    public Map<String, String> forPage(Scheme scheme, String nonce) {
        Map<String, String> headers = common(scheme);
        headers.put("Content-Security-Policy", policy(nonce));
        headers.put("Cache-Control", "no-cache");
        return headers;
    }

    /** For data, errors and everything else that is no page. */
    public Map<String, String> forData(Scheme scheme) {
        Map<String, String> headers = common(scheme);
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.put("Cache-Control", "no-store");
        return headers;
    }

    private Map<String, String> common(Scheme scheme) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "strict-origin-when-cross-origin");
        headers.put("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        if (strictTransport != null && scheme.isSecure()) {
            headers.put("Strict-Transport-Security", "max-age=" + strictTransport.toSeconds() + "; includeSubDomains");
        }
        return headers;
    }

    private static String policy(String nonce) {
        if (!nonce.matches("[A-Za-z0-9+/_-]+={0,2}")) {
            throw new IllegalArgumentException("a nonce is base64");
        }
        return "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; "
                + "script-src 'self' 'nonce-" + nonce + "'; style-src 'self' 'nonce-" + nonce + "'; "
                + "img-src 'self' data:; connect-src 'self'";
    }
}
