package dev.missioncontrol.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.missioncontrol.auth.ExternalIdentity;
import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.UserStatus;
import dev.missioncontrol.auth.password.PasswordHash;
import dev.missioncontrol.auth.spi.UserStore;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link UserStore} must do. Extend it and give a store without rows to each test. */
public abstract class UserStoreContract {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123Z");

    /** For the class that extends this one. */
    protected UserStoreContract() {}

    /** The store under test: the same one throughout a test. */
    protected abstract UserStore users();

    /** The transactions of that store: the same one throughout a test. */
    protected abstract UnitOfWork unit();

    @Test
    void find_whenSaved_returnsEveryField() {
        User user = user("alice", Role.OPERATOR, UserStatus.DISABLED, new PasswordHash("$argon2id$…$é"));

        save(user);

        assertEquals(Optional.of(user), users().find(user.id()));
    }

    @Test
    void find_whenTheUserHasNoPassword_returnsNone() {
        User user = user("sso", Role.VIEWER, UserStatus.ENABLED, null);

        save(user);

        assertEquals(Optional.of(user), users().find(user.id()));
    }

    @Test
    void find_whenNobodyHasTheId_isEmpty() {
        save(user("alice", Role.ADMIN, UserStatus.ENABLED, null));

        assertEquals(Optional.empty(), users().find(new UserId("bob")));
    }

    @Test
    void find_whenOnlyCaseOrAWildcardFits_isEmpty() {
        save(user("alice", Role.ADMIN, UserStatus.ENABLED, null));

        for (String other : List.of("Alice", "ALICE", "%", "a%", "alic_", "*", "alice'--", "' OR ''='")) {
            assertEquals(Optional.empty(), users().find(new UserId(other)), other);
        }
    }

    @Test
    void find_whenNamesAreForeignOrHostile_findsEachExactly() {
        List<String> names = List.of("ärger", "a\u0308rger", "李雷", "🦞", "x'; DROP TABLE users; --", "a,b\"c", "%");
        names.forEach(name -> save(user(name, Role.VIEWER, UserStatus.ENABLED, null)));

        for (String name : names) {
            assertEquals(name, users().find(new UserId(name)).orElseThrow().id().value());
        }
        assertEquals(names.size(), users().list().size());
    }

    @Test
    void list_whenSeveralWereSaved_keepsTheirOrder() {
        save(user("zoe", Role.ADMIN, UserStatus.ENABLED, null));
        save(user("adam", Role.VIEWER, UserStatus.ENABLED, null));
        save(user("zoe", Role.VIEWER, UserStatus.ENABLED, null));

        assertEquals(
                List.of("zoe", "adam"),
                users().list().stream().map(user -> user.id().value()).toList());
    }

    @Test
    void save_whenTheIdIsKnown_replacesTheRow() {
        User before = user("alice", Role.VIEWER, UserStatus.ENABLED, null);
        User after = before.withRole(Role.ADMIN).withPassword(new PasswordHash("other"));
        save(before);

        save(after);

        assertEquals(List.of(after), users().list());
    }

    @Test
    void save_whenTheTransactionFails_leavesNothing() {
        User kept = user("alice", Role.ADMIN, UserStatus.ENABLED, null);
        save(kept);

        assertThrows(
                IllegalArgumentException.class,
                () -> unit().commit(tx -> {
                    users().save(tx, kept.withRole(Role.VIEWER));
                    users().save(tx, user("bob", Role.VIEWER, UserStatus.ENABLED, null));
                    throw new IllegalArgumentException("changed my mind");
                }));

        assertEquals(List.of(kept), users().list());
    }

    @Test
    void save_whenTheTransactionIsOver_isRefused() {
        Tx over = unit().commit(tx -> tx);

        assertThrows(
                IllegalStateException.class,
                () -> users().save(over, user("late", Role.VIEWER, UserStatus.ENABLED, null)));
        assertTrue(users().list().isEmpty());
    }

    @Test
    void find_whenWithinTheTransaction_seesItsWrites() {
        User user = user("alice", Role.ADMIN, UserStatus.ENABLED, null);

        Optional<User> seen = unit().commit(tx -> {
            users().save(tx, user);
            return users().find(user.id());
        });

        assertEquals(Optional.of(user), seen);
    }

    @Test
    void findByIdentity_whenBothPartsFit_findsTheUser() {
        ExternalIdentity identity = new ExternalIdentity("https://accounts.example", "10769150350006150715113082367");
        User user = external("sso", identity);
        save(external("other", new ExternalIdentity("https://accounts.example", "1")));
        save(user);

        assertEquals(Optional.of(user), users().findByIdentity(identity));
        assertEquals(Optional.of(user), users().find(user.id()));
        for (ExternalIdentity other : List.of(
                new ExternalIdentity("https://accounts.example/", identity.subject()),
                new ExternalIdentity("https://ACCOUNTS.example", identity.subject()),
                new ExternalIdentity(identity.issuer(), "%"),
                new ExternalIdentity(identity.subject(), identity.issuer()))) {
            assertEquals(Optional.empty(), users().findByIdentity(other), other.toString());
        }
    }

    @Test
    void save_whenTheIdentityIsAnothers_isRefused() {
        ExternalIdentity identity = new ExternalIdentity("https://accounts.example", "7");
        User first = external("first", identity);
        save(first);

        assertThrows(IllegalStateException.class, () -> save(external("second", identity)));

        assertEquals(List.of(first), users().list());
        save(first.withStatus(UserStatus.DISABLED));
        assertEquals(Optional.of(first.withStatus(UserStatus.DISABLED)), users().findByIdentity(identity));
    }

    @Test
    void remove_whenTheUserIsKnown_leavesNothingBehind() {
        ExternalIdentity identity = new ExternalIdentity("https://accounts.example", "7");
        User user = external("sso", identity);
        save(user);

        assertTrue(remove(user.id()));
        assertFalse(remove(user.id()));

        assertEquals(Optional.empty(), users().find(user.id()));
        assertEquals(Optional.empty(), users().findByIdentity(identity));
        save(external("next", identity));
        assertEquals(1, users().list().size());
    }

    private boolean remove(UserId id) {
        return unit().commit(tx -> users().remove(tx, id));
    }

    private static User external(String name, ExternalIdentity identity) {
        return new User(new UserId(name), "Display of " + name, Role.VIEWER, UserStatus.PENDING, null, NOON, identity);
    }

    private void save(User user) {
        unit().commit(tx -> {
            users().save(tx, user);
            return user;
        });
    }

    private static User user(String name, Role role, UserStatus status, @Nullable PasswordHash hash) {
        return new User(new UserId(name), "Display of " + name, role, status, hash, NOON);
    }
}
