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
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How accounts are written: no name or identity twice, always an admin left, one transaction for what hangs on it. */
final class AccountBook {

    /** Takes a transaction back, together with the answer. Never leaves this class. */
    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient UserChange answer;

        private TakenBack(UserChange answer) {
            super("refused", null, false, false);
            this.answer = answer;
        }
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

    /** Runs changes in one transaction of which nothing stays unless the last answer is that all is done. */
    UserChange together(Function<Tx, UserChange> changes) {
        try {
            return unit.commit(tx -> {
                UserChange answer = changes.apply(tx);
                if (!(answer instanceof UserChange.Done)) {
                    throw new TakenBack(answer);
                }
                return answer;
            });
        } catch (TakenBack refused) {
            return refused.answer;
        }
    }

    UserChange change(Tx tx, UserId id, UnaryOperator<User> how, BiConsumer<User, User> consequences) {
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
        consequences.accept(before, after);
        return new UserChange.Done(after);
    }

    UserChange remove(Tx tx, UserId id, Consumer<User> consequences) {
        Optional<User> found = store.find(id);
        if (found.isEmpty()) {
            return new UserChange.Refused(UserFault.NOT_FOUND);
        }
        if (isActiveAdmin(found.get()) && isOnlyAdmin(id)) {
            return new UserChange.Refused(UserFault.LAST_ADMIN);
        }
        consequences.accept(found.get());
        store.remove(tx, id);
        return new UserChange.Done(found.get());
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
