package dev.missioncontrol.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.missioncontrol.auth.apikey.ApiKey;
import dev.missioncontrol.auth.spi.ApiKeyStore;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ApiKeyStore} must do. Extend it and give a store without rows to each test. Where rows refer to
 * users, {@link #addUser} must make one.
 */
public abstract class ApiKeyStoreContract {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.789Z");
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");

    /** For the class that extends this one. */
    protected ApiKeyStoreContract() {}

    /** The store under test: the same one throughout a test. */
    protected abstract ApiKeyStore keys();

    /** The transactions of that store: the same one throughout a test. */
    protected abstract UnitOfWork unit();

    /** Makes the user that keys will belong to, where the store wants to know them. */
    protected void addUser(UserId user) {}

    @BeforeEach
    void addUsers() {
        addUser(ALICE);
        addUser(BOB);
    }

    @Test
    void find_whenInserted_returnsEveryField() {
        ApiKey key = new ApiKey(
                "k1", "Nightly 🦞", ALICE, Set.of(Scope.WRITE, Scope.READ), NOON, NOON.plusSeconds(60), NOON, NOON);

        insert(key);

        assertEquals(Optional.of(key), keys().find("k1"));
        assertEquals(Optional.of(key), keys().findByKey(text("k1")));
    }

    @Test
    void find_whenTimesAreOpen_returnsNone() {
        ApiKey key = key("k1", ALICE);

        insert(key);

        assertEquals(Optional.of(key), keys().find("k1"));
    }

    @Test
    void find_whenThereAreNoScopes_returnsNone() {
        ApiKey key = new ApiKey("k1", "bare", ALICE, Set.of(), NOON, null, null, null);

        insert(key);

        assertEquals(Set.of(), keys().find("k1").orElseThrow().scopes());
    }

    @Test
    void findByKey_whenTheTextIsAnothers_isEmpty() {
        insert(key("k1", ALICE));

        assertEquals(Optional.empty(), keys().findByKey(text("k2")));
        assertEquals(Optional.empty(), keys().find("K1"));
        assertEquals(Optional.empty(), keys().find("k%"));
    }

    @Test
    void ofUser_whenSeveralUsersHaveKeys_listsTheirsInOrder() {
        insert(key("k3", ALICE));
        insert(key("k2", BOB));
        insert(key("k1", ALICE));

        assertEquals(List.of("k3", "k1"), ids(keys().ofUser(ALICE)));
        assertEquals(List.of("k3", "k2", "k1"), ids(keys().list()));
    }

    @Test
    void insert_whenIdOrTextIsTaken_isRefused() {
        insert(key("k1", ALICE));

        assertThrows(IllegalStateException.class, () -> insert(key("k1", BOB), text("fresh")));
        assertThrows(IllegalStateException.class, () -> insert(key("fresh", BOB), text("k1")));
        assertEquals(List.of("k1"), ids(keys().list()));
    }

    @Test
    void update_whenTheKeyIsKnown_writesUseEndAndRevocation() {
        ApiKey key = key("k1", ALICE);
        insert(key);
        ApiKey later =
                key.usedAt(NOON.plusSeconds(60)).endingAt(NOON.plusSeconds(120)).revokedAt(NOON.plusSeconds(90));

        assertTrue(update(later));

        assertEquals(Optional.of(later), keys().findByKey(text("k1")));
    }

    @Test
    void update_whenThereIsNoSuchKey_writesNothing() {
        assertFalse(update(key("k1", ALICE)));

        assertTrue(keys().list().isEmpty());
    }

    @Test
    void insert_whenTheTransactionFails_leavesNothing() {
        ApiKey kept = key("k1", ALICE);
        insert(kept);

        assertThrows(
                IllegalArgumentException.class,
                () -> unit().commit(tx -> {
                    keys().insert(tx, key("k2", ALICE), text("k2"));
                    keys().update(tx, kept.revokedAt(NOON));
                    throw new IllegalArgumentException("changed my mind");
                }));

        assertEquals(List.of(kept), keys().list());
        assertEquals(Optional.empty(), keys().findByKey(text("k2")));
    }

    @Test
    void insert_whenTheTransactionIsOver_isRefused() {
        Tx over = unit().commit(tx -> tx);

        assertThrows(IllegalStateException.class, () -> keys().insert(over, key("k1", ALICE), text("k1")));
        assertTrue(keys().list().isEmpty());
    }

    private void insert(ApiKey key) {
        insert(key, text(key.id()));
    }

    private void insert(ApiKey key, Digest text) {
        unit().commit(tx -> {
            keys().insert(tx, key, text);
            return key;
        });
    }

    private boolean update(ApiKey key) {
        return unit().commit(tx -> keys().update(tx, key));
    }

    private static List<String> ids(List<ApiKey> found) {
        return found.stream().map(ApiKey::id).toList();
    }

    private static Digest text(String of) {
        return Digest.of(Secret.of("text of " + of));
    }

    private static ApiKey key(String id, UserId user) {
        return new ApiKey(id, "Key " + id, user, Set.of(Scope.READ), NOON, null, null, null);
    }
}
