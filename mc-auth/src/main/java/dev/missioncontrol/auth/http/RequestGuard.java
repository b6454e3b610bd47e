package dev.missioncontrol.auth.http;

import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.HostAllowlist;
import dev.missioncontrol.core.net.HostName;
import dev.missioncontrol.core.net.Origin;
import dev.missioncontrol.core.net.TrustedProxies;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The door: judges every request, upgrades and unknown paths included, before any route sees it.
 *
 * <p>In this order: exactly one well-formed Host; a target that is a path or names the same host; a host on the
 * allowlist; and, for all that may change something, an origin of our own. Immutable and thread-safe; reads nothing but
 * the facts.
 */
public final class RequestGuard {

    private final HostAllowlist hosts;
    private final TrustedProxies proxies;
    private final OriginRule origins;

    private RequestGuard(HostAllowlist hosts, TrustedProxies proxies, OriginRule origins) {
        this.hosts = hosts;
        this.proxies = proxies;
        this.origins = origins;
    }

    /** Answers for these hosts; trusts no proxy and no origin but its own. */
    public static RequestGuard of(HostAllowlist hosts) {
        return new RequestGuard(hosts, TrustedProxies.none(), new OriginRule(Set.of()));
    }

    /** A copy that lets these proxies say under which host and scheme a request was made. */
    public RequestGuard behind(TrustedProxies trusted) {
        return new RequestGuard(hosts, trusted, origins);
    }

    /** A copy that lets pages of these origins send requests that change something; in place of earlier ones. */
    public RequestGuard trusting(Origin... trusted) {
        return new RequestGuard(hosts, proxies, new OriginRule(Set.copyOf(Arrays.asList(trusted))));
    }

    /** Judges a request. */
    public GuardVerdict judge(RequestFacts request) {
        Optional<RequestAddress> address = RequestAddress.of(request, proxies);
        if (address.isEmpty()) {
            return GuardVerdict.Rejected.BAD_HOST;
        }
        if (!isTargetSound(request)) {
            return GuardVerdict.Rejected.BAD_TARGET;
        }
        if (!hosts.permits(address.get().scheme(), address.get().host())) {
            return GuardVerdict.Rejected.HOST_NOT_ALLOWED;
        }
        return origins.admits(request, address.get())
                ? new GuardVerdict.Admitted(address.get())
                : GuardVerdict.Rejected.CSRF;
    }

    /** Origin form, the asterisk of OPTIONS, or an absolute form (RFC 9112 section 3.2) of the same host. */
    private static boolean isTargetSound(RequestFacts request) {
        String target = request.target();
        if (target.startsWith("/")) {
            return !target.startsWith("//");
        }
        if (target.equals("*")) {
            return request.method().equals("OPTIONS");
        }
        int authority = target.indexOf("://") + 3;
        return authority >= 3
                && isHttp(target.substring(0, authority - 3))
                && isSameHost(request, target.substring(authority));
    }

    private static boolean isHttp(String scheme) {
        return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
    }

    private static boolean isSameHost(RequestFacts request, String fromAuthority) {
        int end = 0;
        while (end < fromAuthority.length() && "/?#".indexOf(fromAuthority.charAt(end)) < 0) {
            end++;
        }
        Optional<HostName> named = HostName.parse(fromAuthority.substring(0, end));
        return named.isPresent() && named.equals(request.headers().only("host").flatMap(HostName::parse));
    }
}
