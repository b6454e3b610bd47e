package dev.missioncontrol.auth.internal.oidc;

import dev.missioncontrol.auth.http.RequestAddress;
import dev.missioncontrol.auth.internal.cookie.CookieHeader;
import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookie that ties sign-ins to the browser they were begun in. It is Lax, because the provider sends people back
 * from another site; one secret serves every tab, since each tab has a state of its own.
 */
public final class StateCookie {

    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String name;
    private final String security;

    private StateCookie(String name, String security) {
        this.name = name;
        this.security = security;
    }

    /** The cookie for a request made under this address; empty for plain HTTP to anything but loopback. */
    public static Optional<StateCookie> of(RequestAddress address) {
        if (address.scheme().isSecure()) {
            return Optional.of(new StateCookie("__Host-mc-oidc", "; Secure"));
        }
        return address.isLoopback() ? Optional.of(new StateCookie("mc-oidc", "")) : Optional.empty();
    }

    /** The value of a Set-Cookie header. */
    public String issue(Secret browser) {
        return name + "=" + browser.reveal() + "; Path=/; Max-Age=" + PendingSignIns.LIFE.toSeconds()
                + "; HttpOnly; SameSite=Lax" + security;
    }

    /** The browser's secret; empty if there is none, more than one, or a malformed one. */
    public Optional<Secret> read(Headers headers) {
        List<String> values = CookieHeader.values(headers, name);
        boolean sound = values.size() == 1 && VALUE.matcher(values.get(0)).matches();
        return sound ? Optional.of(Secret.of(values.get(0))) : Optional.empty();
    }
}
