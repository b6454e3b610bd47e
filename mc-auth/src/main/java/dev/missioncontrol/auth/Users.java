package dev.missioncontrol.auth;

import dev.missioncontrol.auth.password.HashResult;
import dev.missioncontrol.auth.password.PasswordHash;
import dev.missioncontrol.auth.password.PasswordHasher;
import dev.missioncontrol.auth.session.SessionEnd;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.auth.spi.UserStore;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The accounts: makes, changes and lists them.
 *
 * <p>Each change, its audit record and what it ends are one transaction. A lower or higher role, a disabled account and
 * a new password end the user's sessions; the first two raise {@link Revocation.OfUser}. The last admin who can sign in
 * can be neither demoted nor disabled. Whether the actor may do it is the caller's question ({@link Rbac}).
 * Thread-safe; calls block and must not be made within a transaction.
 */
public final class Users {

    private final UnitOfWork unit;
    private final UserStore store;
    private final Sessions sessions;
    private final PasswordHasher hasher;
    private final InstantSource clock;

    /** Over these stores. */
    public Users(UnitOfWork unit, UserStore store, Sessions sessions, PasswordHasher hasher, InstantSource clock) {
        this.unit = unit;
        this.store = store;
        this.sessions = sessions;
        this.hasher = hasher;
        this.clock = clock;
    }

    /** The account of this id. */
    public Optional<User> find(UserId id) {
        return store.find(id);
    }

    /** All accounts, oldest first. */
    public List<User> list() {
        return store.list();
    }

    /** Makes an account that can sign in at once. */
    public UserChange create(Actor by, NewUser wanted) {
        if (!isAcceptable(wanted)) {
            return new UserChange.Refused(UserFault.NAME_REFUSED);
        }
        return hashed(wanted.password(), hash -> unit.commit(tx -> insert(tx, by, wanted, hash)));
    }

    /** Gives a user another role. */
    public UserChange changeRole(Actor by, UserId id, Role role) {
        return change(id, user -> user.withRole(role), (tx, user) -> {
            AuditEvent event = AuditEvent.of(AuditAction.ROLE_CHANGED, by.name(), id.value());
            tx.record(event.with("role", role.wireName()));
            tx.revoke(new Revocation.OfUser(id));
            sessions.endAll(tx, id, by, SessionEnd.ROLE_CHANGED);
        });
    }

    /** Shuts an account: its sessions end, its keys and devices have no rights any more. */
    public UserChange disable(Actor by, UserId id) {
        return change(id, user -> user.withStatus(UserStatus.DISABLED), (tx, user) -> {
            recordStatus(tx, by, user);
            tx.revoke(new Revocation.OfUser(id));
            sessions.endAll(tx, id, by, SessionEnd.USER_DISABLED);
        });
    }

    /** Opens an account again. */
    public UserChange enable(Actor by, UserId id) {
        return change(id, user -> user.withStatus(UserStatus.ENABLED), (tx, user) -> recordStatus(tx, by, user));
    }

    /** Gives a user another password, by the same rules as the first one, and ends all their sessions. */
    public UserChange setPassword(Actor by, UserId id, Secret password) {
        return hashed(
                password,
                hash -> change(id, user -> user.withPassword(hash), (tx, user) -> {
                    tx.record(AuditEvent.of(AuditAction.PASSWORD_CHANGED, by.name(), id.value()));
                    sessions.endAll(tx, id, by, SessionEnd.PASSWORD_CHANGED);
                }));
    }

    /** Makes an account within a transaction that decides more than its name. */
    UserChange insert(Tx tx, Actor by, NewUser wanted, PasswordHash hash) {
        if (store.find(wanted.id()).isPresent()) {
            return new UserChange.Refused(UserFault.NAME_TAKEN);
        }
        User user = new User(
                wanted.id(),
                wanted.displayName(),
                wanted.role(),
                UserStatus.ENABLED,
                hash,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        store.save(tx, user);
        tx.record(AuditEvent.of(AuditAction.USER_CREATED, by.name(), user.id().value())
                .with("role", user.role().wireName()));
        return new UserChange.Done(user);
    }

    /** Hashes outside any transaction, so that none waits for it. */
    UserChange hashed(Secret password, Function<PasswordHash, UserChange> then) {
        HashResult result = hasher.hash(password);
        if (result instanceof HashResult.Hashed hashed) {
            return then.apply(hashed.hash());
        }
        return result instanceof HashResult.Refused refused
                ? new UserChange.PasswordRefused(refused.fault())
                : new UserChange.Busy(((HashResult.Busy) result).retryAfter());
    }

    static boolean isAcceptable(NewUser wanted) {
        return !wanted.id().value().startsWith("(")
                && !wanted.displayName().isBlank()
                && wanted.displayName().length() <= 128;
    }

    private UserChange change(UserId id, Function<User, User> how, BiConsumer<Tx, User> andThen) {
        return unit.commit(tx -> {
            Optional<User> before = store.find(id);
            if (before.isEmpty()) {
                return new UserChange.Refused(UserFault.NOT_FOUND);
            }
            User after = how.apply(before.get());
            if (after.equals(before.get())) {
                return new UserChange.Done(after);
            }
            if (isActiveAdmin(before.get()) && !isActiveAdmin(after) && isOnlyAdmin(id)) {
                return new UserChange.Refused(UserFault.LAST_ADMIN);
            }
            store.save(tx, after);
            andThen.accept(tx, after);
            return new UserChange.Done(after);
        });
    }

    private boolean isOnlyAdmin(UserId id) {
        return store.list().stream()
                .noneMatch(user -> isActiveAdmin(user) && !user.id().equals(id));
    }

    private static boolean isActiveAdmin(User user) {
        return user.isEnabled() && user.role() == Role.ADMIN;
    }

    private static void recordStatus(Tx tx, Actor by, User user) {
        tx.record(AuditEvent.of(AuditAction.USER_CHANGED, by.name(), user.id().value())
                .with("status", user.status().wireName()));
    }
}
