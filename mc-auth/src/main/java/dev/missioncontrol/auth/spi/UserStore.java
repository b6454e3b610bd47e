package dev.missioncontrol.auth.spi;

import dev.missioncontrol.auth.ExternalIdentity;
import dev.missioncontrol.auth.User;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.Tx;
import java.util.List;
import java.util.Optional;

/**
 * Where accounts stay.
 *
 * <p>Thread-safe. Reads see committed rows; on the thread of a running transaction they see its own writes too. A row
 * whose role or status cannot be read must come back without rights, as disabled, never be guessed. Failures are
 * {@link dev.missioncontrol.core.store.StoreException}s.
 */
public interface UserStore {

    /** The account of exactly this id: no case folding, no wildcards. */
    Optional<User> find(UserId id);

    /** The account of exactly this external identity. */
    Optional<User> findByIdentity(ExternalIdentity identity);

    /** All accounts, in the order they were first saved. */
    List<User> list();

    /**
     * Writes an account, in place of an earlier one of the same id. Times are kept to the millisecond.
     *
     * @throws IllegalStateException if its external identity is another account's
     */
    void save(Tx tx, User user);

    /** Removes an account; false if there is none of this id. */
    boolean remove(Tx tx, UserId id);
}
