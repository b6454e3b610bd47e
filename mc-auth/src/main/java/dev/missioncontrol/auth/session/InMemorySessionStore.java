package dev.missioncontrol.auth.session;

import dev.missioncontrol.auth.spi.SessionStore;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.InMemoryTable;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions in the heap, for tests and the smallest embedding. */
public final class InMemorySessionStore implements SessionStore {

    private record Row(Session session, Digest token) {}

    private final InMemoryTable<String, Row> rows;
    private final InMemoryTable<Digest, String> ids;

    /** Empty, changing with {@code unit}. */
    public InMemorySessionStore(InMemoryUnitOfWork unit) {
        this.rows = new InMemoryTable<>(unit);
        this.ids = new InMemoryTable<>(unit);
    }

    @Override
    public Optional<Session> findByToken(Digest token) {
        return ids.find(token).flatMap(this::find);
    }

    @Override
    public Optional<Session> find(String id) {
        return rows.find(id).map(Row::session);
    }

    @Override
    public List<Session> ofUser(UserId user) {
        return sessions(rows.where(row -> row.session().user().equals(user)));
    }

    @Override
    public List<Session> list() {
        return sessions(rows.where(row -> true));
    }

    @Override
    public List<Session> over(Instant now, Instant idleSince) {
        return sessions(rows.where(row -> !row.session().expiresAt().isAfter(now)
                || !row.session().lastSeen().isAfter(idleSince)));
    }

    @Override
    public void insert(Tx tx, Session session, Digest token) {
        if (rows.find(session.id()).isPresent() || ids.find(token).isPresent()) {
            throw new IllegalStateException("a session of this id or token exists");
        }
        rows.put(tx, session.id(), new Row(session, token));
        ids.put(tx, token, session.id());
    }

    @Override
    public boolean update(Tx tx, Session session) {
        Optional<Row> row = rows.find(session.id());
        row.ifPresent(known -> rows.put(tx, session.id(), new Row(session, known.token())));
        return row.isPresent();
    }

    @Override
    public boolean remove(Tx tx, String id) {
        Optional<Row> row = rows.find(id);
        row.ifPresent(known -> {
            rows.remove(tx, id);
            ids.remove(tx, known.token());
        });
        return row.isPresent();
    }

    private static List<Session> sessions(List<Row> found) {
        return found.stream().map(Row::session).toList();
    }
}
