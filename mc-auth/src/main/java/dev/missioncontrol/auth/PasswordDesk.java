package dev.missioncontrol.auth;

import dev.missioncontrol.auth.limit.Allowance;
import dev.missioncontrol.auth.limit.Rate;
import dev.missioncontrol.auth.limit.RateLimiter;
import dev.missioncontrol.auth.password.PasswordHash;
import dev.missioncontrol.auth.password.PasswordHasher;
import dev.missioncontrol.auth.password.PasswordVerdict;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.auth.session.StartedSession;
import dev.missioncontrol.auth.spi.UserStore;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.UnitOfWork;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where people change their own password: it needs the present one, five tries a minute for each user.
 *
 * <p>The new password, the end of every session and the new one of this browser are one transaction. Thread-safe; calls
 * block for the time of two hashes and must not be made within a transaction.
 */
public final class PasswordDesk {

    private static final Rate TRIES = Rate.perMinute(5);
    private static final int MOST_KEYS = 10_000;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final UnitOfWork unit;
    private final UserStore store;
    private final Users users;
    private final Sessions sessions;
    private final PasswordHasher hasher;
    private final RateLimiter<UserId> tries;

    /** Over these stores; {@code nanoClock} is a monotonic clock in nanoseconds. */
    public PasswordDesk(
            UnitOfWork unit,
            UserStore store,
            Users users,
            Sessions sessions,
            PasswordHasher hasher,
            LongSupplier nanoClock) {
        this.unit = unit;
        this.store = store;
        this.users = users;
        this.sessions = sessions;
        this.hasher = hasher;
        this.tries = new RateLimiter<>(TRIES, MOST_KEYS, nanoClock);
    }

    /** Changes the password of a user who is signed in with a session, not with a key. */
    public OwnPasswordChange change(UserId id, Secret present, Secret wanted, Source source) {
        if (tries.take(id) instanceof Allowance.Throttled throttled) {
            return new OwnPasswordChange.Throttled(throttled.retryAfter());
        }
        Optional<User> user = store.find(id).filter(known -> known.isEnabled() && known.passwordHash() != null);
        if (user.isEmpty() || user.get().identity() != null) {
            return new OwnPasswordChange.NotHere();
        }
        PasswordVerdict verdict = hasher.verify(user.get().passwordHash(), present);
        if (verdict == PasswordVerdict.BUSY) {
            return new OwnPasswordChange.Busy(RETRY_AFTER);
        }
        return verdict == PasswordVerdict.MISMATCH ? wrong(id, source) : replace(user.get(), wanted, source);
    }

    private OwnPasswordChange wrong(UserId id, Source source) {
        return unit.commit(tx -> {
            AuditEvent event = AuditEvent.by(id, AuditAction.LOGIN_FAILED, id.value());
            tx.record(source.addTo(event).with("reason", "password_change"));
            return new OwnPasswordChange.WrongPassword();
        });
    }

    private OwnPasswordChange replace(User user, Secret wanted, Source source) {
        Replacement replacement = new Replacement(user, source);
        UserChange change = users.hashed(wanted, Users.names(user), replacement::commit);
        StartedSession started = replacement.started;
        if (started != null) {
            tries.forget(user.id());
            return new OwnPasswordChange.Changed(started.token(), started.session());
        }
        if (change instanceof UserChange.PasswordRefused refused) {
            return new OwnPasswordChange.PasswordRefused(refused.fault());
        }
        return change instanceof UserChange.Busy busy
                ? new OwnPasswordChange.Busy(busy.retryAfter())
                : new OwnPasswordChange.NotHere();
    }

    /** One change, for one thread. */
    private final class Replacement {
        private final User before;
        private final Source source;
        private @Nullable StartedSession started;

        private Replacement(User before, Source source) {
            this.before = before;
            this.source = source;
        }

        /** An account that was changed meanwhile keeps what the other one decided. */
        private UserChange commit(PasswordHash hash) {
            return unit.commit(tx -> {
                if (store.find(before.id()).filter(before::equals).isEmpty()) {
                    return new UserChange.Refused(UserFault.NOT_FOUND);
                }
                UserChange change = users.replacePassword(tx, Actor.user(before.id()), before.id(), hash);
                if (change instanceof UserChange.Done) {
                    started = sessions.start(tx, before.id(), SignIn.PASSWORD, source);
                }
                return change;
            });
        }
    }
}
