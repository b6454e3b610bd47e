package dev.missioncontrol.jdbc;

import dev.missioncontrol.auth.apikey.ApiKey;
import dev.missioncontrol.auth.spi.ApiKeyStore;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.Tx;
import java.util.List;
import java.util.Optional;

/** API keys as rows, found by the digest of their text. */
final class JdbcApiKeyStore implements ApiKeyStore {
    private final JdbcDatabase database;

    JdbcApiKeyStore(JdbcDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<ApiKey> findByKey(Digest key) {
        return one("SELECT * FROM mc_api_key WHERE text = ?", key.hex());
    }

    @Override
    public Optional<ApiKey> find(String id) {
        return one("SELECT * FROM mc_api_key WHERE id = ?", id);
    }

    @Override
    public List<ApiKey> ofUser(UserId user) {
        return database.read(link -> link.query(
                "SELECT * FROM mc_api_key WHERE user_id = ? ORDER BY seq", JdbcApiKeyStore::key, user.value()));
    }

    @Override
    public List<ApiKey> list() {
        return database.read(link -> link.query("SELECT * FROM mc_api_key ORDER BY seq", JdbcApiKeyStore::key));
    }

    @Override
    public void insert(Tx tx, ApiKey key, Digest text) {
        Link link = database.writing(tx);
        boolean taken = link.first(
                        "SELECT 1 AS x FROM mc_api_key WHERE id = ? OR text = ?",
                        row -> row.number("x"),
                        key.id(),
                        text.hex())
                .isPresent();
        if (taken) {
            throw new IllegalStateException("the id or the text of this key is taken");
        }
        link.update(
                "INSERT INTO mc_api_key (id, text, name, user_id, scopes, created_at_ms, expires_at_ms, last_used_ms,"
                        + " revoked_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                key.id(),
                text.hex(),
                key.name(),
                key.user().value(),
                Columns.scopes(key.scopes()),
                key.createdAt().toEpochMilli(),
                Columns.millis(key.expiresAt()),
                Columns.millis(key.lastUsed()),
                Columns.millis(key.revokedAt()));
    }

    @Override
    public boolean update(Tx tx, ApiKey key) {
        return database.writing(tx)
                        .update(
                                "UPDATE mc_api_key SET name = ?, scopes = ?, expires_at_ms = ?, last_used_ms = ?,"
                                        + " revoked_at_ms = ? WHERE id = ?",
                                key.name(),
                                Columns.scopes(key.scopes()),
                                Columns.millis(key.expiresAt()),
                                Columns.millis(key.lastUsed()),
                                Columns.millis(key.revokedAt()),
                                key.id())
                > 0;
    }

    private Optional<ApiKey> one(String sql, String value) {
        return database.read(link -> link.first(sql, JdbcApiKeyStore::key, value));
    }

    static ApiKey key(Row row) {
        return new ApiKey(
                row.text("id"),
                row.text("name"),
                new UserId(row.text("user_id")),
                Columns.scopes(row.text("scopes")),
                row.time("created_at_ms"),
                row.optionalTime("expires_at_ms").orElse(null),
                row.optionalTime("last_used_ms").orElse(null),
                row.optionalTime("revoked_at_ms").orElse(null));
    }
}
