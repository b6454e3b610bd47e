package dev.missioncontrol.auth.http;

import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.HostAllowlist;
import dev.missioncontrol.core.net.Origin;
import dev.missioncontrol.core.net.TrustedProxies;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The guard at the door: judges every request, upgrades and unknown paths included, before any route sees it.
 *
 * <p>In this order: exactly one well-formed Host; a target that is a path every server reads alike, or names the same
 * host; header fields that mean one thing, a body length among them; a method that is no tunnel and no echo; a host on
 * the allowlist; TLS, where it is required; a body that is not too large; and, for all that may change something, an
 * origin of our own. Immutable and thread-safe; reads nothing but the facts.
 */
public final class RequestGuard {

    private static final int LONGEST_TARGET = 8_192;
    private static final long STANDARD_BODY = 1024 * 1024;
    private static final Set<String> NEVER = Set.of("TRACE", "TRACK", "CONNECT");

    private final HostAllowlist hosts;
    private final TrustedProxies proxies;
    private final OriginRule origins;
    private final Transport transport;
    private final long longestBody;

    private enum Transport {
        ANY,
        TLS
    }

    private RequestGuard(
            HostAllowlist hosts, TrustedProxies proxies, OriginRule origins, Transport transport, long longestBody) {
        this.hosts = hosts;
        this.proxies = proxies;
        this.origins = origins;
        this.transport = transport;
        this.longestBody = longestBody;
    }

    /** Answers for these hosts; trusts no proxy and no origin but its own; takes bodies of at most 1 MiB. */
    public static RequestGuard of(HostAllowlist hosts) {
        return new RequestGuard(hosts, TrustedProxies.none(), new OriginRule(Set.of()), Transport.ANY, STANDARD_BODY);
    }

    /** A copy that lets these proxies say under which host and scheme a request was made. */
    public RequestGuard behind(TrustedProxies trusted) {
        return new RequestGuard(hosts, trusted, origins, transport, longestBody);
    }

    /** A copy that lets pages of these origins send requests that change something; in place of earlier ones. */
    public RequestGuard trusting(Origin... trusted) {
        OriginRule rule = new OriginRule(Set.copyOf(Arrays.asList(trusted)));
        return new RequestGuard(hosts, proxies, rule, transport, longestBody);
    }

    /** A copy that refuses plain HTTP, but for loopback hosts: what is sent there never leaves the machine. */
    public RequestGuard requiringTls() {
        return new RequestGuard(hosts, proxies, origins, Transport.TLS, longestBody);
    }

    /**
     * A copy that refuses bodies of more than this many bytes. Here by their declared length; adapters count the bodies
     * that declare none.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public RequestGuard limitingBody(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a body has no negative length");
        }
        return new RequestGuard(hosts, proxies, origins, transport, bytes);
    }

    /** How many bytes a body may have. */
    public long longestBody() {
        return longestBody;
    }

    /** Whose word about hosts, schemes and addresses counts. */
    public TrustedProxies proxies() {
        return proxies;
    }

    /** Judges a request. */
    public GuardVerdict judge(RequestFacts request) {
        Optional<RequestAddress> address = RequestAddress.of(request, proxies);
        if (address.isEmpty()) {
            return GuardVerdict.Rejected.BAD_HOST;
        }
        Optional<GuardVerdict.Rejected> form = judgeForm(request);
        return form.isPresent() ? form.get() : judgeSource(request, address.get());
    }

    private static Optional<GuardVerdict.Rejected> judgeForm(RequestFacts request) {
        if (request.target().length() > LONGEST_TARGET) {
            return Optional.of(GuardVerdict.Rejected.TARGET_TOO_LONG);
        }
        if (!TargetRule.admits(request)) {
            return Optional.of(GuardVerdict.Rejected.BAD_TARGET);
        }
        if (!HeaderRule.framesClearly(request.headers())) {
            return Optional.of(GuardVerdict.Rejected.BAD_FRAMING);
        }
        if (!HeaderRule.admits(request.headers())) {
            return Optional.of(GuardVerdict.Rejected.BAD_HEADER);
        }
        return isMethod(request.method()) ? Optional.empty() : Optional.of(GuardVerdict.Rejected.METHOD_NOT_ALLOWED);
    }

    private static boolean isMethod(String method) {
        boolean letters = method.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-');
        return letters && !method.isEmpty() && !NEVER.contains(method.toUpperCase(Locale.ROOT));
    }

    private GuardVerdict judgeSource(RequestFacts request, RequestAddress address) {
        if (!hosts.permits(address.scheme(), address.host())) {
            return GuardVerdict.Rejected.HOST_NOT_ALLOWED;
        }
        if (transport == Transport.TLS && !address.scheme().isSecure() && !address.isLoopback()) {
            return GuardVerdict.Rejected.TLS_REQUIRED;
        }
        if (HeaderRule.length(request.headers())
                .filter(length -> length > longestBody)
                .isPresent()) {
            return GuardVerdict.Rejected.TOO_LARGE;
        }
        return origins.admits(request, address) ? new GuardVerdict.Admitted(address) : GuardVerdict.Rejected.CSRF;
    }
}
