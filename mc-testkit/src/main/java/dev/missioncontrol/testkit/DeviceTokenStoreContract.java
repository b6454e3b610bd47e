package dev.missioncontrol.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.DeviceToken;
import dev.missioncontrol.trust.spi.DeviceTokenStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link DeviceTokenStore} must do. Extend it and give a store without rows to each test. */
public abstract class DeviceTokenStoreContract {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.321Z");
    private static final DeviceId LAPTOP = new DeviceId("ab".repeat(32));
    private static final DeviceId PHONE = new DeviceId("cd".repeat(32));
    private static final Digest TEXT = Digest.of(Secret.of("one"));
    private static final Digest OTHER_TEXT = Digest.of(Secret.of("two"));

    /** For the class that extends this one. */
    protected DeviceTokenStoreContract() {}

    /** The store under test: the same one throughout a test. */
    protected abstract DeviceTokenStore tokens();

    /** The transactions of that store: the same one throughout a test. */
    protected abstract UnitOfWork unit();

    @Test
    void find_whenWritten_returnsEveryField() {
        DeviceToken full = new DeviceToken(
                "t1", LAPTOP, new Access(ClientRole.NODE, Set.of(Scope.READ, Scope.TALK)), NOON, NOON.plusSeconds(60));
        write(tx -> tokens().insert(tx, full, TEXT));

        assertEquals(Optional.of(full), tokens().find(TEXT));
        assertEquals(Optional.empty(), tokens().find(OTHER_TEXT));
    }

    @Test
    void ofDevice_whenThereAreSeveral_areItsOwnOldestFirst() {
        write(tx -> tokens().insert(tx, token("z", LAPTOP, null), TEXT));
        write(tx -> tokens().insert(tx, token("p", PHONE, null), Digest.of(Secret.of("phone"))));
        write(tx -> tokens().insert(tx, token("a", LAPTOP, null), OTHER_TEXT));

        assertEquals(
                List.of("z", "a"),
                tokens().ofDevice(LAPTOP).stream().map(DeviceToken::id).toList());
    }

    @Test
    void insert_whenIdOrTextIsTaken_throwsAndLeavesWhatWasThere() {
        write(tx -> tokens().insert(tx, token("t1", LAPTOP, null), TEXT));

        assertThrows(
                IllegalStateException.class,
                () -> write(tx -> tokens().insert(tx, token("t1", PHONE, null), OTHER_TEXT)));
        assertThrows(
                IllegalStateException.class, () -> write(tx -> tokens().insert(tx, token("t2", PHONE, null), TEXT)));
        assertEquals(LAPTOP, tokens().find(TEXT).orElseThrow().device());
        assertEquals(List.of(), tokens().ofDevice(PHONE));
    }

    @Test
    void update_whenKnown_replacesTheTokenAndKeepsItsText() {
        write(tx -> tokens().insert(tx, token("t1", LAPTOP, null), TEXT));
        DeviceToken ending = token("t1", LAPTOP, NOON.plusSeconds(5));

        write(tx -> assertTrue(tokens().update(tx, ending)));

        assertEquals(Optional.of(ending), tokens().find(TEXT));
    }

    @Test
    void update_whenUnknown_writesNothing() {
        write(tx -> assertFalse(tokens().update(tx, token("t1", LAPTOP, null))));

        assertEquals(List.of(), tokens().ofDevice(LAPTOP));
    }

    @Test
    void remove_whenThereOrNot_leavesNone() {
        write(tx -> tokens().insert(tx, token("t1", LAPTOP, null), TEXT));

        write(tx -> tokens().remove(tx, "t1"));
        write(tx -> tokens().remove(tx, "t1"));

        assertEquals(Optional.empty(), tokens().find(TEXT));
        assertEquals(List.of(), tokens().ofDevice(LAPTOP));
    }

    @Test
    void everything_whenTheTransactionFails_isAsBefore() {
        write(tx -> tokens().insert(tx, token("t1", LAPTOP, null), TEXT));

        assertThrows(
                IllegalArgumentException.class,
                () -> write(tx -> {
                    tokens().remove(tx, "t1");
                    tokens().insert(tx, token("t2", LAPTOP, null), OTHER_TEXT);
                    throw new IllegalArgumentException("no");
                }));

        assertEquals("t1", tokens().find(TEXT).orElseThrow().id());
        assertEquals(Optional.empty(), tokens().find(OTHER_TEXT));
    }

    private void write(Consumer<Tx> work) {
        unit().commit(tx -> {
            work.accept(tx);
            return tx;
        });
    }

    private static DeviceToken token(String id, DeviceId device, @Nullable Instant endsAt) {
        return new DeviceToken(id, device, Access.operator(Scope.READ), NOON, endsAt);
    }
}
