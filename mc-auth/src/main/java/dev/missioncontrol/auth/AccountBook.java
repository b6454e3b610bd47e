package dev.missioncontrol.auth;

import dev.missioncontrol.auth.spi.AccountEffects;
import dev.missioncontrol.auth.spi.UserStore;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How accounts are written: no name or identity twice, always an admin left, one transaction for what hangs on it. */
final class AccountBook {

    /** What a change of an account does besides. */
    interface Consequences {
        void follow(Tx tx, User before, User after);
    }

    private final UnitOfWork unit;
    private final UserStore store;
    private final AccountEffects effects;

    AccountBook(UnitOfWork unit, UserStore store, AccountEffects effects) {
        this.unit = unit;
        this.store = store;
        this.effects = effects;
    }

    UserChange insert(Tx tx, Actor by, User user) {
        if (isNameTaken(user.id())) {
            return new UserChange.Refused(UserFault.NAME_TAKEN);
        }
        if (isTaken(user.identity())) {
            return new UserChange.Refused(UserFault.IDENTITY_TAKEN);
        }
        store.save(tx, user);
        tx.record(AuditEvent.of(AuditAction.USER_CREATED, by.name(), user.id().value())
                .with("role", user.role().wireName())
                .with("status", user.status().wireName()));
        return new UserChange.Done(user);
    }

    UserChange change(UserId id, UnaryOperator<User> how, Consequences consequences) {
        return unit.commit(tx -> change(tx, id, how, consequences));
    }

    UserChange change(Tx tx, UserId id, UnaryOperator<User> how, Consequences consequences) {
        Optional<User> found = store.find(id);
        if (found.isEmpty()) {
            return new UserChange.Refused(UserFault.NOT_FOUND);
        }
        User before = found.get();
        User after = how.apply(before);
        if (after.equals(before)) {
            return new UserChange.Done(after);
        }
        if (isActiveAdmin(before) && !isActiveAdmin(after) && isOnlyAdmin(id)) {
            return new UserChange.Refused(UserFault.LAST_ADMIN);
        }
        store.save(tx, after);
        consequences.follow(tx, before, after);
        return new UserChange.Done(after);
    }

    UserChange remove(UserId id, Consequences consequences) {
        return unit.commit(tx -> {
            Optional<User> found = store.find(id);
            if (found.isEmpty()) {
                return new UserChange.Refused(UserFault.NOT_FOUND);
            }
            if (isActiveAdmin(found.get()) && isOnlyAdmin(id)) {
                return new UserChange.Refused(UserFault.LAST_ADMIN);
            }
            consequences.follow(tx, found.get(), found.get());
            store.remove(tx, id);
            return new UserChange.Done(found.get());
        });
    }

    void tell(Tx tx, AccountChange.Kind kind, User before, @Nullable User after, Actor by) {
        effects.apply(tx, new AccountChange(kind, before, after, by));
    }

    long pending() {
        return store.list().stream()
                .filter(user -> user.status() == UserStatus.PENDING)
                .count();
    }

    private boolean isNameTaken(UserId id) {
        String folded = LoginName.folded(id.value());
        return store.list().stream()
                .anyMatch(user -> LoginName.folded(user.id().value()).equals(folded));
    }

    private boolean isTaken(@Nullable ExternalIdentity identity) {
        return identity != null && store.findByIdentity(identity).isPresent();
    }

    private boolean isOnlyAdmin(UserId id) {
        return store.list().stream()
                .noneMatch(user -> isActiveAdmin(user) && !user.id().equals(id));
    }

    private static boolean isActiveAdmin(User user) {
        return user.isEnabled() && user.role() == Role.ADMIN;
    }
}
