package dev.missioncontrol.auth.http;

import dev.missioncontrol.auth.internal.cookie.CookieHeader;
import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookie that carries a session token.
 *
 * <p>Over TLS it is {@code __Host-mc-session} with Secure, so that neither a sibling domain nor plain HTTP can plant
 * one. Over plain HTTP it exists on loopback hosts alone, as {@code mc-session}. Name and attributes always go
 * together, and only the cookie of the present scheme is read. HttpOnly, SameSite=Strict, Path=/, no Domain.
 */
public final class SessionCookie {

    private static final SessionCookie SECURE = new SessionCookie("__Host-mc-session", "; Secure");
    private static final SessionCookie LOOPBACK = new SessionCookie("mc-session", "");
    /** What RFC 6265 section 4.1.1 lets the value of a cookie hold. */
    private static final Pattern VALUE = Pattern.compile("[!#-+\\--:<-\\[\\]-~]+");

    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64}");

    private final String name;
    private final String security;

    private SessionCookie(String name, String security) {
        this.name = name;
        this.security = security;
    }

    /** The cookie of TLS. */
    public static SessionCookie secure() {
        return SECURE;
    }

    /** The cookie for a request made under this address; empty for plain HTTP to anything but loopback. */
    public static Optional<SessionCookie> of(RequestAddress address) {
        if (address.scheme().isSecure()) {
            return Optional.of(SECURE);
        }
        return address.isLoopback() ? Optional.of(LOOPBACK) : Optional.empty();
    }

    /** The cookie's name. */
    public String name() {
        return name;
    }

    /**
     * The value of a Set-Cookie header that hands out a token for this long. Holds the token: never log it.
     *
     * @throws IllegalArgumentException if the token could end the cookie's value, or if the time is negative
     */
    public String issue(Secret token, Duration maxAge) {
        if (!VALUE.matcher(token.reveal()).matches() || maxAge.isNegative()) {
            throw new IllegalArgumentException("a session cookie holds a token, for a time to come");
        }
        return name + "=" + token.reveal() + attributes(maxAge.toSeconds());
    }

    /** The value of a Set-Cookie header that takes the cookie away. */
    public String clear() {
        return name + "=" + attributes(0);
    }

    /** Reads the Cookie headers of a request. Never throws, whatever they hold. */
    public CookieReading read(Headers headers) {
        List<String> values = CookieHeader.values(headers, name);
        if (values.isEmpty()) {
            return new CookieReading.Absent();
        }
        boolean sound = values.size() == 1 && TOKEN.matcher(values.get(0)).matches();
        return sound ? new CookieReading.Presented(Secret.of(values.get(0))) : new CookieReading.Malformed();
    }

    private String attributes(long seconds) {
        return "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict" + security;
    }

    @Override
    public String toString() {
        return name;
    }
}
