package dev.missioncontrol.auth.proxy;

import dev.missioncontrol.auth.ExternalDesk;
import dev.missioncontrol.auth.ExternalFault;
import dev.missioncontrol.auth.ExternalIdentity;
import dev.missioncontrol.auth.ExternalSignIn;
import dev.missioncontrol.auth.Source;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Forwarding;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.core.secret.Secret;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Signs people in whom a proxy names in a header.
 *
 * <p>The header counts only if the accepted socket's own peer is a trusted proxy; no header says who the peer is. From
 * anybody else it is refused and recorded, whatever it says, and so it is beside forwarding headers that contradict each
 * other. The person is issuer {@value #ISSUER} and the header's value, never an account that was made otherwise.
 * Thread-safe; calls block.
 */
public final class ProxySignIn {

    /** The issuer of every identity a proxy names. */
    public static final String ISSUER = "proxy";

    private final ProxyRules rules;
    private final ExternalDesk desk;

    /** By these rules. */
    public ProxySignIn(ProxyRules rules, ExternalDesk desk) {
        this.rules = Objects.requireNonNull(rules, "rules");
        this.desk = Objects.requireNonNull(desk, "desk");
    }

    /** Tells whether a request carries the header at all, from wherever. */
    public boolean isAsked(RequestFacts request) {
        return request.headers().contains(rules.header());
    }

    /**
     * Signs in whom the request's header names.
     *
     * @param replaced the session token the browser presented already: if the sign-in succeeds, that session ends
     */
    public ExternalSignIn signIn(RequestFacts request, Optional<Secret> replaced) {
        Source source = Source.of(Peer.classify(request, rules.proxies()), request);
        if (!isFromProxy(request)) {
            return desk.refuse(SignIn.PROXY, ExternalFault.NOT_A_PROXY, source);
        }
        return named(request)
                .map(name -> desk.enter(
                        new ExternalIdentity(ISSUER, name.value()), name.value(), SignIn.PROXY, source, replaced))
                .orElseGet(() -> desk.refuse(SignIn.PROXY, ExternalFault.HEADER, source));
    }

    private boolean isFromProxy(RequestFacts request) {
        return rules.proxies().contains(request.socket().getAddress())
                && Forwarding.read(request.headers(), rules.proxies()).isPresent();
    }

    /** A comma would mean two values that somebody joined: one of them may be a client's own. */
    private Optional<UserId> named(RequestFacts request) {
        List<String> values = request.headers().all(rules.header());
        return values.size() == 1 && values.get(0).indexOf(',') < 0 ? UserId.parse(values.get(0)) : Optional.empty();
    }
}
