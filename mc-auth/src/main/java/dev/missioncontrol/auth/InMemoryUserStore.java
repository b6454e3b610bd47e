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
    public List<User> list() {
        return rows.where(user -> true);
    }

    @Override
    public void save(Tx tx, User user) {
        rows.put(tx, user.id(), user);
    }
}
