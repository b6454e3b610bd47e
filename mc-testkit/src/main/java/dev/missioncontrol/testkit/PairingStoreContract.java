package dev.missioncontrol.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Cidr;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.DeviceRecord;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PairingReason;
import dev.missioncontrol.trust.PendingPairing;
import dev.missioncontrol.trust.Tombstone;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link PairingStore} must do. Extend it and give a store without rows to each test. */
public abstract class PairingStoreContract {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.321Z");
    private static final UserId ALICE = new UserId("alice");
    private static final DeviceId LAPTOP = new DeviceId("ab".repeat(32));
    private static final DeviceId PHONE = new DeviceId("cd".repeat(32));
    private static final DeviceTraits TRAITS = new DeviceTraits("macos", "", "Alice's 'laptop' 🦞", "ui", "browser");
    private static final Pairing UNPAIRED = new Pairing.Unpaired();

    /** For the class that extends this one. */
    protected PairingStoreContract() {}

    /** The store under test: the same one throughout a test. */
    protected abstract PairingStore pairings();

    /** The transactions of that store: the same one throughout a test. */
    protected abstract UnitOfWork unit();

    @Test
    void find_whenNothingIsOnRecord_isUnpaired() {
        assertEquals(UNPAIRED, pairings().find(new Owner.Device(LAPTOP)));
        assertEquals(UNPAIRED, pairings().find(new Owner.User(ALICE)));
        assertEquals(UNPAIRED, pairings().find(new Owner.Backend("backend")));
    }

    @Test
    void find_whenPaired_returnsEveryField() {
        Pairing full = new Pairing.Paired(
                Access.operator(Scope.READ, Scope.TALK_SECRETS),
                NOON,
                Set.of(ALICE, new UserId("bob, the 2nd")),
                ALICE,
                TRAITS);
        Pairing bare = new Pairing.Paired(Access.none(ClientRole.NODE), NOON, Set.of(), null, null);

        put(new Owner.Device(LAPTOP), full);
        put(new Owner.Backend("backend"), bare);

        assertEquals(full, pairings().find(new Owner.Device(LAPTOP)));
        assertEquals(bare, pairings().find(new Owner.Backend("backend")));
    }

    @Test
    void find_whenRevoked_saysWhen() {
        put(new Owner.User(ALICE), new Pairing.Revoked(NOON));

        assertEquals(new Pairing.Revoked(NOON), pairings().find(new Owner.User(ALICE)));
    }

    @Test
    void find_whenOwnersShareAName_keepsThemApart() {
        put(new Owner.User(new UserId(LAPTOP.value())), paired(Scope.READ));

        assertEquals(UNPAIRED, pairings().find(new Owner.Device(LAPTOP)));
        assertEquals(UNPAIRED, pairings().find(new Owner.Backend(LAPTOP.value())));
        assertEquals(List.of(), pairings().devices());
    }

    @Test
    void find_whenOnlyCaseOrAWildcardFits_isUnpaired() {
        put(new Owner.User(ALICE), paired(Scope.READ));

        for (String other : List.of("Alice", "a%", "alic_", "*", "alice' OR '1'='1")) {
            assertEquals(UNPAIRED, pairings().find(new Owner.User(new UserId(other))), other);
        }
    }

    @Test
    void put_whenSomethingWasThere_replacesIt() {
        Owner owner = new Owner.Device(LAPTOP);
        put(owner, new Pairing.Paired(Access.fullOperator(), NOON, Set.of(ALICE), ALICE, TRAITS));
        put(owner, paired(Scope.READ));
        assertEquals(paired(Scope.READ), pairings().find(owner));

        put(owner, new Pairing.Revoked(NOON));
        assertEquals(new Pairing.Revoked(NOON), pairings().find(owner));

        put(owner, paired(Scope.WRITE));
        assertEquals(paired(Scope.WRITE), pairings().find(owner));
    }

    @Test
    void put_whenUnpaired_takesTheRecordAndWhatWasNotedAway() {
        Owner owner = new Owner.Device(LAPTOP);
        put(owner, paired(Scope.READ));
        write(tx -> pairings().label(tx, LAPTOP, "Kitchen"));
        write(tx -> pairings().seen(tx, LAPTOP, NOON));
        put(owner, UNPAIRED);

        assertEquals(UNPAIRED, pairings().find(owner));
        assertEquals(List.of(), pairings().devices());
        assertEquals(Optional.empty(), pairings().device(LAPTOP));
        put(owner, paired(Scope.READ));
        assertEquals(
                Optional.of(new DeviceRecord(LAPTOP, paired(Scope.READ), "", null)),
                pairings().device(LAPTOP));
    }

    @Test
    void put_whenUnpairedWithATombstone_keepsOnlyThat() {
        Pairing forgotten = new Pairing.Unpaired(new Tombstone(NOON, NOON.plusSeconds(5), "(host)"));
        put(new Owner.Device(LAPTOP), paired(Scope.READ));
        put(new Owner.Device(LAPTOP), forgotten);

        assertEquals(forgotten, pairings().find(new Owner.Device(LAPTOP)));
        assertEquals(List.of(), pairings().devices());
        assertEquals(Optional.empty(), pairings().device(LAPTOP));

        put(new Owner.Device(LAPTOP), paired(Scope.READ));
        assertEquals(paired(Scope.READ), pairings().find(new Owner.Device(LAPTOP)));
        assertEquals(1, pairings().devices().size());
    }

    @Test
    void mode_whenSetReplacedAndTakenAway_isWhatWasSetLast() {
        assertEquals(Optional.empty(), pairings().mode());
        mode("hardened");
        assertEquals(Optional.of("hardened"), pairings().mode());
        mode("backend-owned");
        assertEquals(Optional.of("backend-owned"), pairings().mode());
        mode("");
        assertEquals(Optional.empty(), pairings().mode());
    }

    private void mode(String name) {
        unit().commit(tx -> {
            pairings().mode(tx, name);
            return name;
        });
    }

    @Test
    void put_whenNothingWasThereToTakeAway_changesNothing() {
        put(new Owner.User(ALICE), UNPAIRED);

        assertEquals(UNPAIRED, pairings().find(new Owner.User(ALICE)));
    }

    @Test
    void pending_whenWritten_returnsEveryField() {
        PendingPairing full = new PendingPairing(
                "r1",
                new Owner.User(ALICE),
                LAPTOP,
                ALICE,
                TRAITS,
                PairingReason.OTHER_HOLDER,
                Access.operator(Scope.READ, Scope.WRITE),
                NOON,
                NOON.plusSeconds(300),
                Cidr.of("2001:db8::7").network());
        ask(full);

        assertEquals(Optional.of(full), pairings().pending("r1"));
        assertEquals(Optional.of(full), pairings().pending(new Owner.User(ALICE), Optional.of(LAPTOP)));
        assertEquals(List.of(full), pairings().allPending());
    }

    @Test
    void pending_whenEveryReasonIsWritten_comesBack() {
        for (PairingReason reason : PairingReason.values()) {
            ask(pending(reason.name(), new Owner.Device(LAPTOP), LAPTOP, reason));
            assertEquals(reason, pairings().pending(reason.name()).orElseThrow().reason());
        }
    }

    @Test
    void pending_whenOnlyTheOwnerOrOnlyTheDeviceFits_isEmpty() {
        ask(pending("r1", new Owner.User(ALICE), LAPTOP, PairingReason.NOT_PAIRED));
        ask(pending("r2", new Owner.Backend("backend"), null, PairingReason.NOT_PAIRED));

        assertEquals(Optional.empty(), pairings().pending(new Owner.User(ALICE), Optional.empty()));
        assertEquals(Optional.empty(), pairings().pending(new Owner.User(ALICE), Optional.of(PHONE)));
        assertEquals(Optional.empty(), pairings().pending(new Owner.Device(LAPTOP), Optional.of(LAPTOP)));
        assertEquals(Optional.empty(), pairings().pending(new Owner.Backend("backend"), Optional.of(LAPTOP)));
        assertEquals(
                "r2",
                pairings()
                        .pending(new Owner.Backend("backend"), Optional.empty())
                        .orElseThrow()
                        .requestId());
        assertEquals(Optional.empty(), pairings().pending("r"));
    }

    @Test
    void pending_whenItsTimeIsOver_isStillThere() {
        PendingPairing old = new PendingPairing(
                "r1",
                new Owner.Device(LAPTOP),
                LAPTOP,
                null,
                null,
                PairingReason.NOT_PAIRED,
                Access.operator(Scope.READ),
                Instant.EPOCH,
                Instant.EPOCH,
                null);
        ask(old);

        assertEquals(Optional.of(old), pairings().pending("r1"));
        assertEquals(List.of(old), pairings().allPending());
    }

    @Test
    void putPending_whenTheIdIsKnown_replacesEveryFieldAndKeepsThePlace() {
        ask(pending("r1", new Owner.Device(LAPTOP), LAPTOP, PairingReason.NOT_PAIRED));
        ask(pending("r2", new Owner.Device(PHONE), PHONE, PairingReason.NOT_PAIRED));
        PendingPairing changed = new PendingPairing(
                "r1",
                new Owner.User(ALICE),
                PHONE,
                ALICE,
                TRAITS,
                PairingReason.SCOPE_UPGRADE,
                Access.fullOperator(),
                NOON.plusSeconds(1),
                NOON.plusSeconds(2),
                Cidr.of("192.0.2.7").network());
        ask(changed);

        assertEquals(Optional.of(changed), pairings().pending("r1"));
        assertEquals(
                List.of("r1", "r2"),
                pairings().allPending().stream().map(PendingPairing::requestId).toList());
    }

    @Test
    void removePending_whenItIsThere_removesThatOneAlone() {
        ask(pending("r1", new Owner.Device(LAPTOP), LAPTOP, PairingReason.NOT_PAIRED));
        ask(pending("r2", new Owner.Device(PHONE), PHONE, PairingReason.NOT_PAIRED));
        write(tx -> pairings().removePending(tx, "r1"));
        write(tx -> pairings().removePending(tx, "no such id"));

        assertEquals(Optional.empty(), pairings().pending("r1"));
        assertEquals(
                List.of("r2"),
                pairings().allPending().stream().map(PendingPairing::requestId).toList());
    }

    @Test
    void devices_whenPairedOrRevoked_areListedInTheOrderOfTheirFirstPairing() {
        put(new Owner.Device(PHONE), paired(Scope.READ));
        put(new Owner.Device(LAPTOP), paired(Scope.READ));
        put(new Owner.Device(PHONE), new Pairing.Revoked(NOON));
        put(new Owner.User(ALICE), paired(Scope.READ));

        assertEquals(
                List.of(
                        new DeviceRecord(PHONE, new Pairing.Revoked(NOON), "", null),
                        new DeviceRecord(LAPTOP, paired(Scope.READ), "", null)),
                pairings().devices());
        assertEquals(
                Optional.of(new DeviceRecord(LAPTOP, paired(Scope.READ), "", null)),
                pairings().device(LAPTOP));
    }

    @Test
    void labelAndSeen_whenTheDeviceIsOnRecord_areKeptThroughANewPairing() {
        put(new Owner.Device(LAPTOP), paired(Scope.READ));
        write(tx -> pairings().label(tx, LAPTOP, "Küche '\"; 🦞"));
        write(tx -> pairings().seen(tx, LAPTOP, NOON));
        put(new Owner.Device(LAPTOP), paired(Scope.WRITE));

        assertEquals(
                List.of(new DeviceRecord(LAPTOP, paired(Scope.WRITE), "Küche '\"; 🦞", NOON)),
                pairings().devices());
        write(tx -> pairings().label(tx, LAPTOP, ""));
        assertEquals("", pairings().device(LAPTOP).orElseThrow().label());
    }

    @Test
    void labelAndSeen_whenNothingIsOnRecord_leaveNothing() {
        write(tx -> pairings().label(tx, LAPTOP, "Kitchen"));
        write(tx -> pairings().seen(tx, LAPTOP, NOON));

        assertEquals(List.of(), pairings().devices());
        put(new Owner.Device(LAPTOP), paired(Scope.READ));
        assertEquals(
                Optional.of(new DeviceRecord(LAPTOP, paired(Scope.READ), "", null)),
                pairings().device(LAPTOP));
    }

    @Test
    void reads_withinATransaction_seeItsWrites() {
        write(tx -> {
            pairings().put(tx, new Owner.Device(LAPTOP), paired(Scope.READ));
            assertEquals(paired(Scope.READ), pairings().find(new Owner.Device(LAPTOP)));
            assertEquals(1, pairings().devices().size());
            PendingPairing asked = pending("r1", new Owner.Device(PHONE), PHONE, PairingReason.NOT_PAIRED);
            pairings().putPending(tx, asked);
            assertEquals(Optional.of(asked), pairings().pending("r1"));
            pairings().removePending(tx, "r1");
            assertTrue(pairings().allPending().isEmpty());
        });
    }

    private void put(Owner owner, Pairing pairing) {
        write(tx -> pairings().put(tx, owner, pairing));
    }

    private void ask(PendingPairing pending) {
        write(tx -> pairings().putPending(tx, pending));
    }

    private void write(Consumer<Tx> work) {
        unit().commit(tx -> {
            work.accept(tx);
            return "";
        });
    }

    private static Pairing paired(Scope scope) {
        return new Pairing.Paired(Access.operator(scope), NOON, Set.of(ALICE), ALICE, null);
    }

    private static PendingPairing pending(String id, Owner owner, @Nullable DeviceId device, PairingReason reason) {
        return new PendingPairing(
                id, owner, device, null, null, reason, Access.operator(Scope.READ), NOON, NOON.plusSeconds(300), null);
    }
}
