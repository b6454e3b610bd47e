package dev.missioncontrol.auth.spi;

import dev.missioncontrol.auth.apikey.ApiKey;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.Tx;
import java.util.List;
import java.util.Optional;

/**
 * Where API keys stay. Only the SHA-256 of a key text ever gets here; revoked keys stay for the records.
 *
 * <p>Thread-safe. Reads see committed rows; on the thread of a running transaction they see its own writes too. A
 * stored list of scopes that cannot be read comes back as no scopes at all. Times are kept to the millisecond. Failures
 * are {@link dev.missioncontrol.core.store.StoreException}s.
 */
public interface ApiKeyStore {

    /** The key whose text has this digest. */
    Optional<ApiKey> findByKey(Digest key);

    /** The key of this public id. */
    Optional<ApiKey> find(String id);

    /** The keys of a user, in the order they were inserted. */
    List<ApiKey> ofUser(UserId user);

    /** All keys, in the order they were inserted. */
    List<ApiKey> list();

    /**
     * Writes a new key.
     *
     * @throws IllegalStateException if its id or its text is taken
     */
    void insert(Tx tx, ApiKey key, Digest text);

    /** Writes what changed about a key; false, and nothing happens, if there is none of this id. */
    boolean update(Tx tx, ApiKey key);
}
