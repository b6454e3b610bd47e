package dev.missioncontrol.auth;

import dev.missioncontrol.auth.password.HashResult;
import dev.missioncontrol.auth.password.PasswordHash;
import dev.missioncontrol.auth.password.PasswordHasher;
import dev.missioncontrol.auth.password.PasswordRules;
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
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The accounts: makes, changes and lists them.
 *
 * <p>Each change, its audit record and what it ends are one transaction. A lower or higher role, a disabled, deleted or
 * no longer approved account and a new password end the user's sessions; all but the last raise
 * {@link Revocation.OfUser}. The last admin who can sign in can be neither demoted, disabled, deleted nor un-approved.
 * Names are unique by {@link LoginName#areAlike}. Whether the actor may do it is the caller's question ({@link Rbac}).
 * Thread-safe; calls block and must not be made within a transaction.
 */
public final class Users {

    private final UnitOfWork unit;
    private final UserStore store;
    private final Sessions sessions;
    private final PasswordHasher hasher;
    private final InstantSource clock;
    private final AccountBook book;
    private final PasswordRules rules;
    private final int mostPending;

    /** Over these stores, with nothing else that hangs on an account. */
    public Users(UnitOfWork unit, UserStore store, Sessions sessions, PasswordHasher hasher, InstantSource clock) {
        this(new UsersBuilder(unit, store, sessions, hasher, clock));
    }

    Users(UsersBuilder parts) {
        this.unit = parts.unit;
        this.store = parts.store;
        this.sessions = parts.sessions;
        this.hasher = parts.hasher;
        this.clock = parts.clock;
        this.book = new AccountBook(parts.unit, parts.store, parts.effects);
        this.rules = parts.rules;
        this.mostPending = parts.mostPending;
    }

    /** Begins with these stores. */
    public static UsersBuilder builder(
            UnitOfWork unit, UserStore store, Sessions sessions, PasswordHasher hasher, InstantSource clock) {
        return new UsersBuilder(unit, store, sessions, hasher, clock);
    }

    /** The account of this id. */
    public Optional<User> find(UserId id) {
        return store.find(id);
    }

    /** The account of somebody who signs in elsewhere. */
    public Optional<User> findByIdentity(ExternalIdentity identity) {
        return store.findByIdentity(identity);
    }

    /** All accounts, oldest first. */
    public List<User> list() {
        return store.list();
    }

    /** Makes an account that can sign in at once, with a password. */
    public UserChange create(Actor by, NewUser wanted) {
        if (!isAcceptable(wanted.id(), wanted.displayName())) {
            return new UserChange.Refused(UserFault.NAME_REFUSED);
        }
        return hashed(
                wanted.password(),
                List.of(wanted.id().value(), wanted.displayName()),
                hash -> unit.commit(tx -> insert(tx, by, wanted, hash)));
    }

    /** Makes an account for somebody who signs in elsewhere: a viewer without any right until an admin approves. */
    public UserChange register(Actor by, ExternalUser wanted) {
        return unit.commit(tx -> book.pending() >= mostPending
                ? new UserChange.Refused(UserFault.TOO_MANY_PENDING)
                : insert(tx, by, wanted, Role.VIEWER, UserStatus.PENDING));
    }

    /**
     * Makes an account for somebody who signs in elsewhere that can be used at once, where the operator has decided so
     * beforehand.
     *
     * @throws IllegalArgumentException if the role is admin: nobody becomes one without a person's decision
     */
    public UserChange provision(Actor by, ExternalUser wanted, Role role) {
        if (role.includes(Role.ADMIN)) {
            throw new IllegalArgumentException("an account is not made admin by itself");
        }
        return unit.commit(tx -> insert(tx, by, wanted, role, UserStatus.ENABLED));
    }

    /** Opens an account that waits for approval, in this role. */
    public UserChange approve(Actor by, UserId id, Role role) {
        return unit.commit(tx -> {
            boolean waits = store.find(id).stream().allMatch(user -> user.status() == UserStatus.PENDING);
            return waits
                    ? book.change(
                            tx,
                            id,
                            user -> user.withRole(role).withStatus(UserStatus.ENABLED),
                            (before, after) -> recordStatus(tx, by, after))
                    : new UserChange.Refused(UserFault.NOT_PENDING);
        });
    }

    /** Takes an approval back: the account has no rights and its sessions end. */
    public UserChange unapprove(Actor by, UserId id) {
        return unit.commit(tx -> status(tx, by, id, UserStatus.PENDING));
    }

    /** Shuts an account: its sessions end, its keys and devices have no rights any more. */
    public UserChange disable(Actor by, UserId id) {
        return unit.commit(tx -> status(tx, by, id, UserStatus.DISABLED));
    }

    /** Opens an account again. */
    public UserChange enable(Actor by, UserId id) {
        return unit.commit(tx -> status(tx, by, id, UserStatus.ENABLED));
    }

    /** Gives a user another role. */
    public UserChange changeRole(Actor by, UserId id, Role role) {
        return unit.commit(tx -> role(tx, by, id, role));
    }

    /** Gives a user another password, by the same rules as the first one, and ends all their sessions. */
    public UserChange setPassword(Actor by, UserId id, Secret password) {
        return edit(by, id, AccountEdit.none().password(password));
    }

    /** Makes several changes at once: all of them, or none if one is refused. */
    public UserChange edit(Actor by, UserId id, AccountEdit edit) {
        Optional<User> user = store.find(id);
        if (user.isEmpty()) {
            return new UserChange.Refused(UserFault.NOT_FOUND);
        }
        Secret password = edit.password();
        if (password == null) {
            return book.together(tx -> edit(tx, by, id, edit, null));
        }
        return user.get().identity() != null
                ? new UserChange.Refused(UserFault.SIGNS_IN_ELSEWHERE)
                : hashed(password, names(user.get()), hash -> book.together(tx -> edit(tx, by, id, edit, hash)));
    }

    /**
     * Removes an account with its sessions and its external identity. The audit log keeps the name; the name can be
     * used again, and nothing of the old account comes back with it.
     */
    public UserChange delete(Actor by, UserId id) {
        return unit.commit(tx -> book.remove(tx, id, before -> {
            tx.record(AuditEvent.of(AuditAction.USER_DELETED, by.name(), id.value())
                    .with("name", before.displayName())
                    .with("role", before.role().wireName()));
            tx.revoke(new Revocation.OfUser(id));
            sessions.endAll(tx, id, by, SessionEnd.USER_DELETED);
            book.tell(tx, AccountChange.Kind.DELETED, before, null, by);
        }));
    }

    /** Replaces a password within a transaction that decides more than that. */
    UserChange replacePassword(Tx tx, Actor by, UserId id, PasswordHash hash) {
        return book.change(tx, id, user -> user.withPassword(hash), (before, after) -> {
            tx.record(AuditEvent.of(AuditAction.PASSWORD_CHANGED, by.name(), id.value()));
            sessions.endAll(tx, id, by, SessionEnd.PASSWORD_CHANGED);
            book.tell(tx, AccountChange.Kind.PASSWORD_CHANGED, before, after, by);
        });
    }

    /** Makes an account within a transaction that decides more than its name. */
    UserChange insert(Tx tx, Actor by, NewUser wanted, PasswordHash hash) {
        return book.insert(
                tx, by, new User(wanted.id(), wanted.displayName(), wanted.role(), UserStatus.ENABLED, hash, now()));
    }

    /** Judges and hashes outside any transaction, so that none waits for it. */
    UserChange hashed(Secret password, List<String> about, Function<PasswordHash, UserChange> then) {
        HashResult result = rules.faultOf(password, about)
                .<HashResult>map(HashResult.Refused::new)
                .orElseGet(() -> hasher.hash(password));
        if (result instanceof HashResult.Hashed hashed) {
            return then.apply(hashed.hash());
        }
        return result instanceof HashResult.Refused refused
                ? new UserChange.PasswordRefused(refused.fault())
                : new UserChange.Busy(((HashResult.Busy) result).retryAfter());
    }

    /** The names a user goes by, which a password must not be made of. */
    static List<String> names(User user) {
        return List.of(user.id().value(), user.displayName());
    }

    static boolean isAcceptable(UserId id, String displayName) {
        return LoginName.isAcceptable(id) && DisplayName.isAcceptable(displayName);
    }

    private UserChange insert(Tx tx, Actor by, ExternalUser wanted, Role role, UserStatus status) {
        return isAcceptable(wanted.id(), wanted.displayName())
                ? book.insert(
                        tx,
                        by,
                        new User(wanted.id(), wanted.displayName(), role, status, null, now(), wanted.identity()))
                : new UserChange.Refused(UserFault.NAME_REFUSED);
    }

    private UserChange edit(Tx tx, Actor by, UserId id, AccountEdit edit, @Nullable PasswordHash hash) {
        List<Supplier<UserChange>> steps = new ArrayList<>();
        Role role = edit.role();
        if (role != null) {
            steps.add(() -> role(tx, by, id, role));
        }
        UserStatus status = edit.status();
        if (status != null) {
            steps.add(() -> status(tx, by, id, status));
        }
        if (hash != null) {
            steps.add(() -> replacePassword(tx, by, id, hash));
        }
        UserChange change = book.change(tx, id, user -> user, (before, after) -> {});
        for (Supplier<UserChange> step : steps) {
            change = change instanceof UserChange.Done ? step.get() : change;
        }
        return change;
    }

    private UserChange role(Tx tx, Actor by, UserId id, Role role) {
        return book.change(tx, id, user -> user.withRole(role), (before, after) -> {
            AuditEvent event = AuditEvent.of(AuditAction.ROLE_CHANGED, by.name(), id.value());
            tx.record(event.with("role", role.wireName())
                    .with("before", before.role().wireName()));
            tx.revoke(new Revocation.OfUser(id));
            sessions.endAll(tx, id, by, SessionEnd.ROLE_CHANGED);
            boolean less = before.role().includes(role);
            book.tell(tx, less ? AccountChange.Kind.DEMOTED : AccountChange.Kind.PROMOTED, before, after, by);
        });
    }

    private UserChange status(Tx tx, Actor by, UserId id, UserStatus status) {
        return book.change(tx, id, user -> user.withStatus(status), (before, after) -> {
            recordStatus(tx, by, after);
            if (status != UserStatus.ENABLED) {
                boolean waits = status == UserStatus.PENDING;
                tx.revoke(new Revocation.OfUser(id));
                sessions.endAll(tx, id, by, waits ? SessionEnd.USER_UNAPPROVED : SessionEnd.USER_DISABLED);
                book.tell(tx, waits ? AccountChange.Kind.UNAPPROVED : AccountChange.Kind.DISABLED, before, after, by);
            }
        });
    }

    private static void recordStatus(Tx tx, Actor by, User user) {
        tx.record(AuditEvent.of(AuditAction.USER_CHANGED, by.name(), user.id().value())
                .with("role", user.role().wireName())
                .with("status", user.status().wireName()));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
