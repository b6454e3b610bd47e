package dev.missioncontrol.auth.apikey;

import dev.missioncontrol.auth.spi.ApiKeyStore;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.InMemoryTable;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.Tx;
import java.util.List;
import java.util.Optional;

/** API keys in the heap, for tests and the smallest embedding. */
public final class InMemoryApiKeyStore implements ApiKeyStore {

    private final InMemoryTable<String, ApiKey> rows;
    private final InMemoryTable<Digest, String> ids;

    /** Empty, changing with {@code unit}. */
    public InMemoryApiKeyStore(InMemoryUnitOfWork unit) {
        this.rows = new InMemoryTable<>(unit);
        this.ids = new InMemoryTable<>(unit);
    }

    @Override
    public Optional<ApiKey> findByKey(Digest key) {
        return ids.find(key).flatMap(rows::find);
    }

    @Override
    public Optional<ApiKey> find(String id) {
        return rows.find(id);
    }

    @Override
    public List<ApiKey> ofUser(UserId user) {
        return rows.where(key -> key.user().equals(user));
    }

    @Override
    public List<ApiKey> list() {
        return rows.where(key -> true);
    }

    @Override
    public void insert(Tx tx, ApiKey key, Digest text) {
        if (rows.find(key.id()).isPresent() || ids.find(text).isPresent()) {
            throw new IllegalStateException("a key of this id or text exists");
        }
        rows.put(tx, key.id(), key);
        ids.put(tx, text, key.id());
    }

    @Override
    public boolean update(Tx tx, ApiKey key) {
        boolean known = rows.find(key.id()).isPresent();
        if (known) {
            rows.put(tx, key.id(), key);
        }
        return known;
    }
}
