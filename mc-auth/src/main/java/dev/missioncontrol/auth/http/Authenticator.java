package dev.missioncontrol.auth.http;

import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.apikey.ApiKeys;
import dev.missioncontrol.auth.apikey.KeyVerdict;
import dev.missioncontrol.auth.session.Session;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.auth.spi.UserStore;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.CredentialRef;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.core.secret.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whose request it is. Every credential presented is verified, and all must name the same user: presenting
 * one never switches off the check of another.
 *
 * <p>Roles and accounts are read at every call, so a change counts at the next request. Thread-safe; calls block, may
 * note a use in the store, and must not be made within a transaction.
 */
public final class Authenticator {

    private final Sessions sessions;
    private final ApiKeys keys;
    private final UserStore users;
    private final TrustedProxies proxies;

    /** Over these stores; {@code proxies} are those whose word about addresses counts. */
    public Authenticator(Sessions sessions, ApiKeys keys, UserStore users, TrustedProxies proxies) {
        this.sessions = sessions;
        this.keys = keys;
        this.users = users;
        this.proxies = proxies;
    }

    /** Judges the session cookie and the keys of a request that came through a {@link Door}, as the door read it. */
    public Authentication authenticate(Passage passage) {
        return judge(passage.facts(), Optional.of(passage.address()), passage.peer(), Optional.empty());
    }

    /** Judges the session cookie and the keys of a request. */
    public Authentication authenticate(RequestFacts request) {
        return authenticate(request, Optional.empty());
    }

    /**
     * Judges a request and a key presented after it, on the connection it opened.
     *
     * <p>On WebSocket upgrades, beside a good session cookie, what does not have the form of our keys is ignored there:
     * browsers keep sending gateway tokens they stored before.
     */
    public Authentication authenticate(RequestFacts request, Optional<Secret> connectToken) {
        return judge(request, RequestAddress.of(request, proxies), Peer.classify(request, proxies), connectToken);
    }

    private Authentication judge(
            RequestFacts request, Optional<RequestAddress> address, Peer peer, Optional<Secret> connectToken) {
        Optional<SessionCookie> cookie = address.flatMap(SessionCookie::of);
        CookieReading reading = cookie.map(c -> c.read(request.headers())).orElseGet(CookieReading.Absent::new);
        if (reading instanceof CookieReading.Malformed) {
            return new Authentication.Refused(AuthRefusal.BAD_COOKIE);
        }
        Optional<Authentication> session = reading instanceof CookieReading.Presented presented
                ? Optional.of(ofSession(presented.token()))
                : Optional.empty();
        if (session.filter(Authentication.Refused.class::isInstance).isPresent()) {
            return session.get();
        }
        return withKeys(request, peer, connectToken, session);
    }

    /**
     * Tells whether what a connection stands on holds still: the credential lives, its user is enabled and has the
     * role they had. Notes no use.
     */
    public boolean stillHolds(Subject.Authenticated subject, CredentialRef credential) {
        if (credential instanceof CredentialRef.OfSession session) {
            return sessions.find(session.sessionId())
                    .filter(known -> known.user().equals(subject.id()) && hasRole(subject))
                    .isPresent();
        }
        if (credential instanceof CredentialRef.OfKey key) {
            return keys.check(key.keyId()) instanceof KeyVerdict.Good good
                    && good.user().id().equals(subject.id())
                    && good.user().role() == subject.role();
        }
        return credential instanceof CredentialRef.OfAll all
                && !all.parts().isEmpty()
                && all.parts().stream().allMatch(part -> stillHolds(subject, part));
    }

    /**
     * Tells whether what a request stands on may be used from this device, or from none: a browser session is bound to the
     * first device key it presents, and holds without it or with another no more. Keys are not bound. Ask only when the
     * device has proved its key on this very connection.
     */
    public boolean binds(CredentialRef credential, Optional<DeviceId> device) {
        return !credential.parts().isEmpty() && credential.parts().stream().allMatch(part -> bindsOne(part, device));
    }

    private boolean bindsOne(CredentialRef credential, Optional<DeviceId> device) {
        if (!(credential instanceof CredentialRef.OfSession session)) {
            return credential instanceof CredentialRef.OfKey;
        }
        return device.map(presented -> sessions.bind(session.sessionId(), presented))
                .orElseGet(() -> sessions.find(session.sessionId())
                        .filter(known -> known.device() == null)
                        .isPresent());
    }

    private boolean hasRole(Subject.Authenticated subject) {
        return users.find(subject.id())
                .filter(user -> user.isEnabled() && user.role() == subject.role())
                .isPresent();
    }

    private Authentication withKeys(
            RequestFacts request, Peer peer, Optional<Secret> connectToken, Optional<Authentication> session) {
        boolean lenient = session.isPresent() && RequestKind.isUpgrade(request);
        Optional<List<Secret>> inHeaders = Credentials.read(request.headers());
        if (inHeaders.isEmpty() && !lenient) {
            return new Authentication.Refused(AuthRefusal.BAD_CREDENTIAL);
        }
        List<Secret> presented = new ArrayList<>(inHeaders.orElse(List.of()));
        connectToken.ifPresent(presented::add);
        presented.removeIf(key -> lenient && !ApiKeys.isKey(key));
        Source source = Source.of(peer, request);
        Authentication all = session.orElseGet(Authentication.Anonymous::new);
        for (Secret key : presented) {
            all = join(all, ofKey(key, source));
        }
        return all;
    }

    private Authentication ofSession(Secret token) {
        Optional<Session> session = sessions.use(token);
        return session.flatMap(known -> users.find(known.user()).filter(User::isEnabled))
                .<Authentication>map(user -> known(user, session.get()))
                .orElseGet(() -> new Authentication.Refused(AuthRefusal.SESSION_OVER));
    }

    private static Authentication.Known known(User user, Session session) {
        return new Authentication.Known(
                new Subject.Authenticated(user.id(), user.role(), session.how(), Access.fullOperator()),
                new CredentialRef.OfSession(session.id()),
                session.expiresAt());
    }

    private Authentication ofKey(Secret text, Source source) {
        if (keys.verify(text, source) instanceof KeyVerdict.Good good) {
            User user = good.user();
            return new Authentication.Known(
                    new Subject.Authenticated(
                            user.id(), user.role(), SignIn.API_KEY, good.key().cap()),
                    new CredentialRef.OfKey(good.key().id()),
                    good.key().expiresAt());
        }
        return new Authentication.Refused(AuthRefusal.KEY_REFUSED);
    }

    private static Authentication join(Authentication first, Authentication second) {
        if (!(first instanceof Authentication.Known a) || !(second instanceof Authentication.Known b)) {
            return first instanceof Authentication.Anonymous ? second : firstRefusal(first, second);
        }
        if (!a.subject().id().equals(b.subject().id())) {
            return new Authentication.Refused(AuthRefusal.CREDENTIALS_DISAGREE);
        }
        Access cap = a.subject().cap().intersect(b.subject().cap());
        return new Authentication.Known(
                new Subject.Authenticated(
                        a.subject().id(), a.subject().role(), a.subject().how(), cap),
                a.credential().and(b.credential()),
                earlier(a.expiresAt(), b.expiresAt()));
    }

    private static Authentication firstRefusal(Authentication first, Authentication second) {
        return first instanceof Authentication.Refused ? first : second;
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }
}
