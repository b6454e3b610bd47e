package dev.missioncontrol.auth;

import dev.missioncontrol.auth.limit.Allowance;
import dev.missioncontrol.auth.limit.LoginThrottle;
import dev.missioncontrol.auth.password.HashResult;
import dev.missioncontrol.auth.password.PasswordHash;
import dev.missioncontrol.auth.password.PasswordHasher;
import dev.missioncontrol.auth.password.PasswordVerdict;
import dev.missioncontrol.auth.session.Session;
import dev.missioncontrol.auth.session.SessionEnd;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.auth.session.StartedSession;
import dev.missioncontrol.auth.spi.UserStore;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where people sign in with a password, and out again.
 *
 * <p>An unknown user, a wrong password, an account that is shut or waits for approval, and one of somebody who signs in
 * elsewhere get the same answer for the same work. The throttle comes before any work; what it refuses is recorded once
 * a minute for each network, with the number of tries. A hash that is weak or came from elsewhere is replaced at
 * sign-in, in its transaction. Thread-safe; calls block for the time of a hash and must not be made within a transaction.
 */
public final class SignInDesk {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final UnitOfWork unit;
    private final UserStore users;
    private final Sessions sessions;
    private final PasswordHasher hasher;
    private final LoginThrottle throttle;
    private final FailedSignIns failed;
    private final Entrance entrance;

    /** Over these stores. Tries for names nobody has look alike in the audit log. */
    public SignInDesk(
            UnitOfWork unit, UserStore users, Sessions sessions, PasswordHasher hasher, LoginThrottle throttle) {
        this(unit, users, sessions, hasher, throttle, new FailedSignIns(null));
    }

    /** Over these stores. Tries for names nobody has carry a tag of the name, under a key drawn from {@code tokens}. */
    public SignInDesk(
            UnitOfWork unit,
            UserStore users,
            Sessions sessions,
            PasswordHasher hasher,
            LoginThrottle throttle,
            Tokens tokens) {
        this(unit, users, sessions, hasher, throttle, new FailedSignIns(new NameTag(tokens)));
    }

    private SignInDesk(
            UnitOfWork unit,
            UserStore users,
            Sessions sessions,
            PasswordHasher hasher,
            LoginThrottle throttle,
            FailedSignIns failed) {
        this.failed = failed;
        this.unit = unit;
        this.users = users;
        this.sessions = sessions;
        this.entrance = new Entrance(sessions);
        this.hasher = hasher;
        this.throttle = throttle;
    }

    /** Signs somebody in, or not. A session is always a new one. */
    public SignInResult signIn(SignInAttempt attempt) {
        Optional<UserId> id = UserId.parse(attempt.username());
        String account = id.map(UserId::value).orElse("");
        Allowance allowance = throttle.take(account, attempt.source().address());
        if (allowance instanceof Allowance.Throttled throttled) {
            throttle.refusalsDue(attempt.source().address()).ifPresent(tries -> recordThrottled(id, attempt, tries));
            return new SignInResult.Throttled(throttled.retryAfter());
        }
        SignInResult result = check(id.flatMap(users::find), attempt);
        if (result instanceof SignInResult.SignedIn) {
            throttle.forget(account, attempt.source().address());
        }
        return result;
    }

    /** Signs a session out; false if its token is worth nothing any more. */
    public boolean signOut(Secret token) {
        Optional<Session> session = sessions.peek(token);
        return session.isPresent() && unit.commit(tx -> signOut(tx, session.get()));
    }

    private boolean signOut(Tx tx, Session session) {
        boolean ended = sessions.end(tx, session.id(), Actor.user(session.user()), SessionEnd.SIGNED_OUT);
        if (ended) {
            tx.record(AuditEvent.by(session.user(), AuditAction.LOGOUT, session.id()));
        }
        return ended;
    }

    private SignInResult check(Optional<User> user, SignInAttempt attempt) {
        @Nullable PasswordHash stored = user.map(User::passwordHash).orElse(null);
        PasswordVerdict verdict = attempt.password()
                .map(password -> hasher.verify(stored, password))
                .orElse(PasswordVerdict.MISMATCH);
        if (verdict == PasswordVerdict.BUSY) {
            return new SignInResult.Busy(RETRY_AFTER);
        }
        boolean admitted = verdict != PasswordVerdict.MISMATCH
                && user.filter(known -> known.isEnabled() && known.identity() == null)
                        .isPresent();
        return admitted ? admit(user.get(), verdict, attempt) : refuse(user, attempt);
    }

    private SignInResult admit(User user, PasswordVerdict verdict, SignInAttempt attempt) {
        Optional<PasswordHash> fresh = verdict == PasswordVerdict.MATCH_WEAK ? rehashed(attempt) : Optional.empty();
        return unit.commit(tx -> {
            boolean unchanged = users.find(user.id()).filter(user::equals).isPresent();
            return unchanged ? start(tx, user, fresh, attempt) : refuse(tx, Optional.of(user), attempt);
        });
    }

    private SignInResult start(Tx tx, User user, Optional<PasswordHash> fresh, SignInAttempt attempt) {
        User kept = fresh.map(user::withPassword).orElse(user);
        if (!kept.equals(user)) {
            users.save(tx, kept);
        }
        StartedSession started = entrance.admit(tx, user.id(), SignIn.PASSWORD, attempt.source(), attempt.replaced());
        return new SignInResult.SignedIn(started.token(), started.session(), kept);
    }

    /** A failed re-hash does not fail the sign-in: the next one tries again. */
    private Optional<PasswordHash> rehashed(SignInAttempt attempt) {
        return attempt.password()
                .map(hasher::rehash)
                .filter(HashResult.Hashed.class::isInstance)
                .map(result -> ((HashResult.Hashed) result).hash());
    }

    private SignInResult refuse(Optional<User> user, SignInAttempt attempt) {
        return unit.commit(tx -> refuse(tx, user, attempt));
    }

    private SignInResult refuse(Tx tx, Optional<User> user, SignInAttempt attempt) {
        failed.record(tx, user, attempt);
        return new SignInResult.Refused();
    }

    private void recordThrottled(Optional<UserId> id, SignInAttempt attempt, int tries) {
        Optional<User> user = id.flatMap(users::find);
        unit.commit(tx -> {
            failed.recordThrottled(tx, user, attempt, tries);
            return tries;
        });
    }
}
