package dev.missioncontrol.auth.spi;

import dev.missioncontrol.auth.session.Session;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where sessions stay. Only the SHA-256 of a token ever gets here.
 *
 * <p>Thread-safe. Reads see committed rows; on the thread of a running transaction they see its own writes too. Times
 * are kept to the millisecond. Failures are {@link dev.missioncontrol.core.store.StoreException}s.
 */
public interface SessionStore {

    /** The session whose token has this digest. */
    Optional<Session> findByToken(Digest token);

    /** The session of this public id. */
    Optional<Session> find(String id);

    /** The sessions of a user, in the order they were inserted. */
    List<Session> ofUser(UserId user);

    /** All sessions, in the order they were inserted. */
    List<Session> list();

    /** The sessions that had expired at {@code now}, or were last seen at or before {@code idleSince}. */
    List<Session> over(Instant now, Instant idleSince);

    /**
     * Writes a new session.
     *
     * @throws IllegalStateException if its id or its token is taken
     */
    void insert(Tx tx, Session session, Digest token);

    /** Writes what changed about a session; false, and nothing happens, if it is gone. */
    boolean update(Tx tx, Session session);

    /** Removes a session; false if it is gone already. */
    boolean remove(Tx tx, String id);
}
