package dev.missioncontrol.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.session.Session;
import dev.missioncontrol.auth.spi.SessionStore;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Cidr;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SessionStore} must do. Extend it and give a store without rows to each test. Where rows refer to
 * users, {@link #addUser} must make one.
 */
public abstract class SessionStoreContract {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.456Z");
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");

    /** For the class that extends this one. */
    protected SessionStoreContract() {}

    /** The store under test: the same one throughout a test. */
    protected abstract SessionStore sessions();

    /** The transactions of that store: the same one throughout a test. */
    protected abstract UnitOfWork unit();

    /** Makes the user that sessions will belong to, where the store wants to know them. */
    protected void addUser(UserId user) {}

    @BeforeEach
    void addUsers() {
        addUser(ALICE);
        addUser(BOB);
    }

    @Test
    void find_whenInserted_returnsEveryField() {
        Session session = session("s1", ALICE, NOON).boundTo(new DeviceId("ab".repeat(32)));

        insert(session);

        assertEquals(Optional.of(session), sessions().find("s1"));
        assertEquals(Optional.of(session), sessions().findByToken(token("s1")));
    }

    @Test
    void find_whenTheAddressIsIpv6AndTheAgentIsOdd_returnsBoth() {
        Source odd = new Source(Cidr.of("2001:db8::7").network(), "agent'\"; 🦞 \u0000 é");
        Session session = new Session("s6", ALICE, SignIn.OIDC, NOON, NOON, NOON.plusSeconds(9), odd, null);

        insert(session);

        assertEquals(Optional.of(session), sessions().find("s6"));
    }

    @Test
    void findByToken_whenTheTokenIsAnothers_isEmpty() {
        insert(session("s1", ALICE, NOON));

        assertEquals(Optional.empty(), sessions().findByToken(token("s2")));
        assertEquals(Optional.empty(), sessions().find("S1"));
        assertEquals(Optional.empty(), sessions().find("%"));
    }

    @Test
    void ofUser_whenSeveralUsersHaveSessions_listsTheirsInOrder() {
        insert(session("s3", ALICE, NOON));
        insert(session("s2", BOB, NOON));
        insert(session("s1", ALICE, NOON.minusSeconds(60)));

        assertEquals(List.of("s3", "s1"), ids(sessions().ofUser(ALICE)));
        assertEquals(List.of("s3", "s2", "s1"), ids(sessions().list()));
    }

    @Test
    void insert_whenIdOrTokenIsTaken_isRefused() {
        insert(session("s1", ALICE, NOON));

        assertThrows(IllegalStateException.class, () -> insert(session("s1", BOB, NOON), token("fresh")));
        assertThrows(IllegalStateException.class, () -> insert(session("fresh", BOB, NOON), token("s1")));
        assertEquals(List.of("s1"), ids(sessions().list()));
    }

    @Test
    void update_whenTheSessionLives_writesUseAndDevice() {
        Session session = session("s1", ALICE, NOON);
        insert(session);
        Session later = session.seenAt(NOON.plusSeconds(60)).boundTo(new DeviceId("cd".repeat(32)));

        assertTrue(update(later));

        assertEquals(Optional.of(later), sessions().findByToken(token("s1")));
    }

    @Test
    void update_whenTheSessionIsGone_doesNotBringItBack() {
        Session session = session("s1", ALICE, NOON);
        insert(session);
        assertTrue(remove("s1"));

        assertFalse(update(session.seenAt(NOON.plusSeconds(60))));

        assertEquals(Optional.empty(), sessions().find("s1"));
        assertEquals(Optional.empty(), sessions().findByToken(token("s1")));
    }

    @Test
    void remove_whenTheSessionIsGone_saysSo() {
        insert(session("s1", ALICE, NOON));

        assertTrue(remove("s1"));
        assertFalse(remove("s1"));
    }

    @Test
    void over_whenTimesLieAtTheEdge_countsThemAsOver() {
        insert(session("expired", ALICE, NOON));
        insert(session("good", ALICE, NOON.plusMillis(1)));
        Instant end = sessions().find("expired").orElseThrow().expiresAt();

        assertEquals(List.of("expired"), ids(sessions().over(end, NOON.minusSeconds(1))));
        assertEquals(List.of("expired"), ids(sessions().over(NOON, NOON)));
        assertEquals(List.of(), sessions().over(NOON, NOON.minusMillis(1)));
    }

    @Test
    void remove_whenTheTransactionFails_leavesTheSession() {
        Session session = session("s1", ALICE, NOON);
        insert(session);

        assertThrows(
                IllegalArgumentException.class,
                () -> unit().commit(tx -> {
                    sessions().remove(tx, "s1");
                    sessions().insert(tx, session("s2", ALICE, NOON), token("s2"));
                    throw new IllegalArgumentException("changed my mind");
                }));

        assertEquals(List.of(session), sessions().list());
        assertEquals(Optional.of(session), sessions().findByToken(token("s1")));
    }

    @Test
    void insert_whenTheTransactionIsOver_isRefused() {
        Tx over = unit().commit(tx -> tx);

        assertThrows(
                IllegalStateException.class, () -> sessions().insert(over, session("s1", ALICE, NOON), token("s1")));
        assertTrue(sessions().list().isEmpty());
    }

    private void insert(Session session) {
        insert(session, token(session.id()));
    }

    private void insert(Session session, Digest token) {
        unit().commit(tx -> {
            sessions().insert(tx, session, token);
            return session;
        });
    }

    private boolean update(Session session) {
        return unit().commit(tx -> sessions().update(tx, session));
    }

    private boolean remove(String id) {
        return unit().commit(tx -> sessions().remove(tx, id));
    }

    private static List<String> ids(List<Session> found) {
        return found.stream().map(Session::id).toList();
    }

    private static Digest token(String of) {
        return Digest.of(Secret.of("token of " + of));
    }

    private static Session session(String id, UserId user, Instant at) {
        Source source = new Source(Cidr.of("192.0.2.7").network(), "Browser/1");
        return new Session(id, user, SignIn.PASSWORD, at, at, at.plus(Duration.ofDays(7)), source, null);
    }
}
