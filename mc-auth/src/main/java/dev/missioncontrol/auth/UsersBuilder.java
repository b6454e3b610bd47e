package dev.missioncontrol.auth;

import dev.missioncontrol.auth.apikey.ApiKeys;
import dev.missioncontrol.auth.password.PasswordHasher;
import dev.missioncontrol.auth.password.PasswordRules;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.auth.spi.AccountEffects;
import dev.missioncontrol.auth.spi.UserStore;
import dev.missioncontrol.core.store.UnitOfWork;
import java.time.InstantSource;
import java.util.Objects;

/** Puts {@link Users} together. For one thread at a time. */
public final class UsersBuilder {

    private static final int STANDARD_MOST_PENDING = 100;

    final UnitOfWork unit;
    final UserStore store;
    final Sessions sessions;
    final PasswordHasher hasher;
    final InstantSource clock;
    AccountEffects effects = AccountEffects.none();
    PasswordRules rules = PasswordRules.standard();
    int mostPending = STANDARD_MOST_PENDING;

    UsersBuilder(UnitOfWork unit, UserStore store, Sessions sessions, PasswordHasher hasher, InstantSource clock) {
        this.unit = unit;
        this.store = store;
        this.sessions = sessions;
        this.hasher = hasher;
        this.clock = clock;
    }

    /** Revokes a user's keys with the account. Without it, keys of a deleted account are refused all the same. */
    public UsersBuilder keys(ApiKeys keys) {
        return effects((tx, change) -> {
            if (change.kind() == AccountChange.Kind.DELETED) {
                keys.revokeAll(tx, change.before().id(), change.by());
            }
        });
    }

    /** What else belongs to a change of somebody's rights; may be called more than once. */
    public UsersBuilder effects(AccountEffects more) {
        this.effects = effects.and(more);
        return this;
    }

    /** What new passwords must be; {@link PasswordRules#standard} if nothing is said. */
    public UsersBuilder rules(PasswordRules rules) {
        this.rules = Objects.requireNonNull(rules, "rules");
        return this;
    }

    /**
     * How many accounts may wait for approval at once; 100 if nothing is said.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public UsersBuilder mostPending(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("a number of accounts is not negative");
        }
        this.mostPending = most;
        return this;
    }

    /** The accounts. */
    public Users build() {
        return new Users(this);
    }
}
