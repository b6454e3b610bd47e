package dev.missioncontrol.auth.oidc;

import dev.missioncontrol.auth.ExternalDesk;
import dev.missioncontrol.auth.ExternalFault;
import dev.missioncontrol.auth.ExternalIdentity;
import dev.missioncontrol.auth.ExternalSignIn;
import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.auth.internal.oidc.CallbackQuery;
import dev.missioncontrol.auth.internal.oidc.IdTokenVerdict;
import dev.missioncontrol.auth.internal.oidc.PendingSignIn;
import dev.missioncontrol.auth.internal.oidc.PendingSignIns;
import dev.missioncontrol.auth.internal.oidc.Provider;
import dev.missioncontrol.auth.internal.oidc.ProviderException;
import dev.missioncontrol.auth.internal.oidc.StateCookie;
import dev.missioncontrol.auth.limit.Allowance;
import dev.missioncontrol.auth.limit.NetworkThrottle;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import java.util.Objects;
import java.util.Optional;

/**
 * Signs people in at an OpenID provider: Google, or any other that publishes its metadata.
 *
 * <p>Authorization code with PKCE (RFC 7636, S256), a state that works once and in the browser it was made for, a nonce,
 * the issuer of the answer (RFC 9207) and of the token, the audience, the signature by the provider's published keys.
 * People are issuer and subject; an address is shown and never decides. Who has no approved account gets no session.
 * State is kept in memory: a sign-in that was begun before a restart is begun again. Thread-safe; {@link #begin} and
 * {@link #complete} block for at most some seconds and must not be called within a transaction.
 */
public final class OidcSignIn {

    private final OidcRules rules;
    private final ExternalDesk desk;
    private final Tokens tokens;
    private final Provider provider;
    private final PendingSignIns pending;
    private final NetworkThrottle starts;

    OidcSignIn(OidcSignInBuilder parts) {
        this.rules = parts.rules;
        this.desk = parts.desk;
        this.tokens = new Tokens(parts.random);
        this.provider = new Provider(parts.rules, parts.clock);
        this.pending = new PendingSignIns(parts.clock);
        this.starts = new NetworkThrottle(parts.starts, parts.nanoClock);
    }

    /** Begins with these rules; {@code desk} is where those enter whom the provider vouches for. */
    public static OidcSignInBuilder builder(OidcRules rules, ExternalDesk desk) {
        return new OidcSignInBuilder(Objects.requireNonNull(rules, "rules"), Objects.requireNonNull(desk, "desk"));
    }

    /**
     * Begins a sign-in.
     *
     * @param passage the request of a person who chose to sign in at the provider
     * @param landing where to go afterwards; the first of {@link OidcRules#landings()} if it is none of them
     */
    public OidcStart begin(Passage passage, String landing) {
        Optional<StateCookie> cookie = StateCookie.of(passage.address());
        if (cookie.isEmpty()) {
            return new OidcStart.TlsRequired();
        }
        if (starts.take(passage.peer().address()) instanceof Allowance.Throttled throttled) {
            return new OidcStart.Throttled(throttled.retryAfter());
        }
        Secret browser = cookie.get().read(passage.facts().headers()).orElseGet(tokens::base64Url);
        Secret state = tokens.base64Url();
        PendingSignIn begun =
                new PendingSignIn(Digest.of(browser), tokens.base64Url(), tokens.base64Url(), landing(landing));
        try {
            OidcStart.Redirect redirect = new OidcStart.Redirect(
                    provider.authorization(state, begun.nonce(), begun.verifier()),
                    cookie.get().issue(browser));
            return pending.put(Digest.of(state), begun)
                    .<OidcStart>map(OidcStart.Throttled::new)
                    .orElse(redirect);
        } catch (ProviderException unreachable) {
            return new OidcStart.Unavailable(rules.issuer().getHost());
        }
    }

    /**
     * Completes a sign-in.
     *
     * @param passage the request to the callback
     * @param replaced the session token the browser presented already: if the sign-in succeeds, that session ends
     */
    public OidcReturn complete(Passage passage, Optional<Secret> replaced) {
        Source source = Source.of(passage.peer(), passage.facts());
        Optional<CallbackQuery> query = CallbackQuery.parse(passage.facts().target());
        Optional<PendingSignIn> begun = query.flatMap(asked -> taken(asked, passage));
        if (begun.isEmpty()) {
            return returned(desk.refuse(SignIn.OIDC, ExternalFault.STATE, source), landing(""));
        }
        return returned(
                redeem(query.get(), begun.get(), source, replaced), begun.get().landing());
    }

    /** Whatever the browser, a state that was seen here is used up. */
    private Optional<PendingSignIn> taken(CallbackQuery query, Passage passage) {
        Optional<PendingSignIn> begun = pending.take(Digest.of(query.state()));
        Optional<Secret> browser = StateCookie.of(passage.address())
                .flatMap(cookie -> cookie.read(passage.facts().headers()));
        return begun.filter(sign -> browser.filter(secret -> sign.browser().matches(Digest.of(secret)))
                .isPresent());
    }

    private ExternalSignIn redeem(CallbackQuery query, PendingSignIn begun, Source source, Optional<Secret> replaced) {
        try {
            if (!provider.isFrom(query)) {
                return desk.refuse(SignIn.OIDC, ExternalFault.ISSUER, source);
            }
            if (query.code().isEmpty()) {
                return desk.refuse(SignIn.OIDC, ExternalFault.PROVIDER_REFUSED, source);
            }
            IdTokenVerdict verdict = provider.redeem(query.code().get(), begun.verifier(), begun.nonce());
            if (verdict instanceof IdTokenVerdict.Person person) {
                ExternalIdentity who = new ExternalIdentity(rules.issuer().toString(), person.subject());
                return desk.enter(who, person.name(), SignIn.OIDC, source, replaced);
            }
            return desk.refuse(SignIn.OIDC, ((IdTokenVerdict.Refused) verdict).why(), source);
        } catch (ProviderException unreachable) {
            return new ExternalSignIn.Unavailable(rules.issuer().getHost());
        }
    }

    private String landing(String wanted) {
        return rules.landings().contains(wanted) ? wanted : rules.landings().get(0);
    }

    private static OidcReturn returned(ExternalSignIn result, String landing) {
        return new OidcReturn(result, landing);
    }
}
