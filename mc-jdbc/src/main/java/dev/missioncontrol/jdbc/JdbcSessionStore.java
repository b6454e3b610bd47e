package dev.missioncontrol.jdbc;

import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.session.Session;
import dev.missioncontrol.auth.spi.SessionStore;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.IpLiteral;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.core.store.Tx;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Sessions as rows, found by the digest of their token. */
final class JdbcSessionStore implements SessionStore {
    private final JdbcDatabase database;

    JdbcSessionStore(JdbcDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Session> findByToken(Digest token) {
        return one("SELECT * FROM mc_session WHERE token = ?", token.hex());
    }

    @Override
    public Optional<Session> find(String id) {
        return one("SELECT * FROM mc_session WHERE id = ?", id);
    }

    @Override
    public List<Session> ofUser(UserId user) {
        return database.read(link -> link.query(
                "SELECT * FROM mc_session WHERE user_id = ? ORDER BY seq", JdbcSessionStore::session, user.value()));
    }

    @Override
    public List<Session> list() {
        return database.read(link -> link.query("SELECT * FROM mc_session ORDER BY seq", JdbcSessionStore::session));
    }

    @Override
    public List<Session> over(Instant now, Instant idleSince) {
        return database.read(link -> link.query(
                "SELECT * FROM mc_session WHERE expires_at_ms <= ? OR last_seen_ms <= ? ORDER BY seq",
                JdbcSessionStore::session,
                now.toEpochMilli(),
                idleSince.toEpochMilli()));
    }

    @Override
    public void insert(Tx tx, Session session, Digest token) {
        Link link = database.writing(tx);
        boolean taken = link.first(
                        "SELECT 1 AS x FROM mc_session WHERE id = ? OR token = ?",
                        row -> row.number("x"),
                        session.id(),
                        token.hex())
                .isPresent();
        if (taken) {
            throw new IllegalStateException("the id or the token of this session is taken");
        }
        link.update(
                "INSERT INTO mc_session (id, token, user_id, how, created_at_ms, last_seen_ms, expires_at_ms, address,"
                        + " user_agent, device_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                session.id(),
                token.hex(),
                session.user().value(),
                session.how().name(),
                session.createdAt().toEpochMilli(),
                session.lastSeen().toEpochMilli(),
                session.expiresAt().toEpochMilli(),
                session.source().address().getHostAddress(),
                session.source().userAgent(),
                Columns.text(session.device()));
    }

    @Override
    public boolean update(Tx tx, Session session) {
        return database.writing(tx)
                        .update(
                                "UPDATE mc_session SET last_seen_ms = ?, expires_at_ms = ?, device_id = ? WHERE id = ?",
                                session.lastSeen().toEpochMilli(),
                                session.expiresAt().toEpochMilli(),
                                Columns.text(session.device()),
                                session.id())
                > 0;
    }

    @Override
    public boolean remove(Tx tx, String id) {
        return database.writing(tx).update("DELETE FROM mc_session WHERE id = ?", id) > 0;
    }

    private Optional<Session> one(String sql, String value) {
        return database.read(link -> link.first(sql, JdbcSessionStore::session, value));
    }

    private static Session session(Row row) {
        return new Session(
                row.text("id"),
                new UserId(row.text("user_id")),
                how(row.text("how")),
                row.time("created_at_ms"),
                row.time("last_seen_ms"),
                row.time("expires_at_ms"),
                source(row),
                row.optionalText("device_id").map(DeviceId::new).orElse(null));
    }

    private static SignIn how(String text) {
        return Arrays.stream(SignIn.values())
                .filter(how -> how.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new StoreException("a session has an unknown kind of sign-in"));
    }

    private static Source source(Row row) {
        return IpLiteral.parse(row.text("address"))
                .map(address -> new Source(address, row.text("user_agent")))
                .orElseThrow(() -> new StoreException("a session has an unreadable address"));
    }
}
