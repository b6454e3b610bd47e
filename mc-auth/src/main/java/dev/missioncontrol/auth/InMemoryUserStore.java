package dev.missioncontrol.auth;

import dev.missioncontrol.auth.spi.UserStore;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.InMemoryTable;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.Tx;
import java.util.List;
import java.util.Optional;

/** Accounts in the heap, for tests and the smallest embedding. */
public final class InMemoryUserStore implements UserStore {

    private final InMemoryTable<UserId, User> rows;

    /** Empty, changing with {@code unit}. */
    public InMemoryUserStore(InMemoryUnitOfWork unit) {
        this.rows = new InMemoryTable<>(unit);
    }

    @Override
    public Optional<User> find(UserId id) {
        return rows.find(id);
    }

    @Override
    public Optional<User> findByIdentity(ExternalIdentity identity) {
        return rows.where(user -> identity.equals(user.identity())).stream().findFirst();
    }

    @Override
    public List<User> list() {
        return rows.where(user -> true);
    }

    @Override
    public void save(Tx tx, User user) {
        boolean taken = Optional.ofNullable(user.identity())
                .flatMap(this::findByIdentity)
                .filter(other -> !other.id().equals(user.id()))
                .isPresent();
        if (taken) {
            throw new IllegalStateException("the external identity is another account's");
        }
        rows.put(tx, user.id(), user);
    }

    @Override
    public boolean remove(Tx tx, UserId id) {
        boolean known = rows.find(id).isPresent();
        rows.remove(tx, id);
        return known;
    }
}
