package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.trust.DeviceToken;
import dev.missioncontrol.trust.spi.DeviceTokenStore;
import java.util.List;
import java.util.Optional;

/** Device tokens as rows, found by the digest of their text. */
final class JdbcDeviceTokenStore implements DeviceTokenStore {
    private final JdbcDatabase database;

    JdbcDeviceTokenStore(JdbcDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<DeviceToken> find(Digest text) {
        return database.read(link ->
                link.first("SELECT * FROM mc_device_token WHERE text = ?", JdbcDeviceTokenStore::token, text.hex()));
    }

    @Override
    public List<DeviceToken> ofDevice(DeviceId device) {
        return database.read(link -> link.query(
                "SELECT * FROM mc_device_token WHERE device_id = ? ORDER BY seq",
                JdbcDeviceTokenStore::token,
                device.value()));
    }

    @Override
    public void insert(Tx tx, DeviceToken token, Digest text) {
        Link link = database.writing(tx);
        boolean taken = link.first(
                        "SELECT 1 AS x FROM mc_device_token WHERE id = ? OR text = ?",
                        row -> row.number("x"),
                        token.id(),
                        text.hex())
                .isPresent();
        if (taken) {
            throw new IllegalStateException("the id or the text of this token is taken");
        }
        link.update(
                "INSERT INTO mc_device_token (id, text, device_id, role, scopes, issued_at_ms, ends_at_ms)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                token.id(),
                text.hex(),
                token.device().value(),
                token.access().role().wireName(),
                Columns.scopes(token.access().scopes()),
                token.issuedAt().toEpochMilli(),
                Columns.millis(token.endsAt()));
    }

    @Override
    public boolean update(Tx tx, DeviceToken token) {
        return database.writing(tx)
                        .update(
                                "UPDATE mc_device_token SET role = ?, scopes = ?, issued_at_ms = ?, ends_at_ms = ?"
                                        + " WHERE id = ?",
                                token.access().role().wireName(),
                                Columns.scopes(token.access().scopes()),
                                token.issuedAt().toEpochMilli(),
                                Columns.millis(token.endsAt()),
                                token.id())
                > 0;
    }

    @Override
    public void remove(Tx tx, String id) {
        database.writing(tx).update("DELETE FROM mc_device_token WHERE id = ?", id);
    }

    private static DeviceToken token(Row row) {
        return new DeviceToken(
                row.text("id"),
                new DeviceId(row.text("device_id")),
                Columns.access(row),
                row.time("issued_at_ms"),
                row.optionalTime("ends_at_ms").orElse(null));
    }
}
