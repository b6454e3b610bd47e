package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.trust.DeviceRecord;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PairingReason;
import dev.missioncontrol.trust.PendingPairing;
import dev.missioncontrol.trust.Tombstone;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pairings, pending requests and devices as rows. */
final class JdbcPairingStore implements PairingStore {
    private static final Pairing UNPAIRED = new Pairing.Unpaired();
    private static final String DEVICES = "SELECT d.device_id, d.label, d.last_seen_ms, p.* FROM mc_device d"
            + " JOIN mc_pairing p ON p.owner_kind = 'device' AND p.owner_id = d.device_id";

    private static final String PUT = "INSERT INTO mc_pairing (owner_kind, owner_id, state, role, scopes, since_ms,"
            + " approved_by, holder, platform, device_family, display_name, client_id, client_mode, revoked_at_ms,"
            + " forgotten_at_ms, forgotten_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (owner_kind, owner_id) DO UPDATE SET state = excluded.state, role = excluded.role,"
            + " scopes = excluded.scopes, since_ms = excluded.since_ms, approved_by = excluded.approved_by,"
            + " holder = excluded.holder, platform = excluded.platform, device_family = excluded.device_family,"
            + " display_name = excluded.display_name, client_id = excluded.client_id,"
            + " client_mode = excluded.client_mode, revoked_at_ms = excluded.revoked_at_ms,"
            + " forgotten_at_ms = excluded.forgotten_at_ms, forgotten_by = excluded.forgotten_by";

    private final JdbcDatabase database;

    JdbcPairingStore(JdbcDatabase database) {
        this.database = database;
    }

    @Override
    public Pairing find(Owner owner) {
        return database.read(link -> link.first(
                        "SELECT * FROM mc_pairing WHERE owner_kind = ? AND owner_id = ?",
                        JdbcPairingStore::pairing,
                        Columns.ownerKind(owner),
                        Columns.ownerId(owner)))
                .orElse(UNPAIRED);
    }

    @Override
    public void put(Tx tx, Owner owner, Pairing pairing) {
        Link link = database.writing(tx);
        String kind = Columns.ownerKind(owner);
        String id = Columns.ownerId(owner);
        if (pairing instanceof Pairing.Paired paired) {
            write(link, kind, id, "paired", paired, null, null);
        } else if (pairing instanceof Pairing.Revoked revoked) {
            write(link, kind, id, "revoked", null, revoked.at(), null);
        } else {
            bury(link, kind, id, ((Pairing.Unpaired) pairing).tombstone());
        }
        if (owner instanceof Owner.Device) {
            note(link, id, pairing);
        }
    }

    private static void bury(Link link, String kind, String id, @Nullable Tombstone tombstone) {
        if (tombstone == null) {
            link.update("DELETE FROM mc_pairing WHERE owner_kind = ? AND owner_id = ?", kind, id);
        } else {
            write(link, kind, id, "forgotten", null, tombstone.revokedAt(), tombstone);
        }
    }

    /** Writes every column, so that nothing is left of what was there. */
    private static void write(
            Link link,
            String kind,
            String id,
            String state,
            Pairing.@Nullable Paired paired,
            @Nullable Instant revokedAt,
            @Nullable Tombstone tombstone) {
        DeviceTraits traits = paired == null ? null : paired.traits();
        link.update(
                PUT,
                kind,
                id,
                state,
                paired == null ? null : paired.access().role().wireName(),
                paired == null ? null : Columns.scopes(paired.access().scopes()),
                paired == null ? null : paired.since().toEpochMilli(),
                paired == null ? null : Columns.users(paired.approvedBy()),
                paired == null ? null : Columns.text(paired.holder()),
                traits == null ? null : traits.platform(),
                traits == null ? null : traits.deviceFamily(),
                traits == null ? null : traits.displayName(),
                traits == null ? null : traits.clientId(),
                traits == null ? null : traits.clientMode(),
                Columns.millis(revokedAt),
                tombstone == null ? null : tombstone.forgottenAt().toEpochMilli(),
                tombstone == null ? null : tombstone.forgottenBy());
    }

    private static void note(Link link, String device, Pairing pairing) {
        if (pairing instanceof Pairing.Unpaired) {
            link.update("DELETE FROM mc_device WHERE device_id = ?", device);
        } else {
            link.update("INSERT INTO mc_device (device_id) VALUES (?) ON CONFLICT (device_id) DO NOTHING", device);
        }
    }

    @Override
    public Optional<PendingPairing> pending(Owner owner, Optional<DeviceId> device) {
        return database.read(link -> link.first(
                "SELECT * FROM mc_pending WHERE owner_kind = ? AND owner_id = ? AND device_id IS ?",
                JdbcPairingStore::pendingPairing,
                Columns.ownerKind(owner),
                Columns.ownerId(owner),
                Columns.text(device.orElse(null))));
    }

    @Override
    public Optional<PendingPairing> pending(String requestId) {
        return database.read(link -> link.first(
                "SELECT * FROM mc_pending WHERE request_id = ?", JdbcPairingStore::pendingPairing, requestId));
    }

    @Override
    public List<PendingPairing> allPending() {
        return database.read(
                link -> link.query("SELECT * FROM mc_pending ORDER BY seq", JdbcPairingStore::pendingPairing));
    }

    @Override
    public void putPending(Tx tx, PendingPairing pending) {
        DeviceTraits traits = pending.traits();
        database.writing(tx)
                .update(
                        "INSERT INTO mc_pending (request_id, owner_kind, owner_id, device_id, user_id, platform,"
                                + " device_family, display_name, client_id, client_mode, reason, role, scopes,"
                                + " asked_at_ms, expires_at_ms, address)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (request_id) DO UPDATE SET owner_kind = excluded.owner_kind,"
                                + " owner_id = excluded.owner_id, device_id = excluded.device_id,"
                                + " user_id = excluded.user_id, platform = excluded.platform,"
                                + " device_family = excluded.device_family, display_name = excluded.display_name,"
                                + " client_id = excluded.client_id, client_mode = excluded.client_mode,"
                                + " reason = excluded.reason, role = excluded.role, scopes = excluded.scopes,"
                                + " asked_at_ms = excluded.asked_at_ms, expires_at_ms = excluded.expires_at_ms,"
                                + " address = excluded.address",
                        pending.requestId(),
                        Columns.ownerKind(pending.owner()),
                        Columns.ownerId(pending.owner()),
                        Columns.text(pending.device()),
                        Columns.text(pending.user()),
                        traits == null ? null : traits.platform(),
                        traits == null ? null : traits.deviceFamily(),
                        traits == null ? null : traits.displayName(),
                        traits == null ? null : traits.clientId(),
                        traits == null ? null : traits.clientMode(),
                        pending.reason().wireName(),
                        pending.requested().role().wireName(),
                        Columns.scopes(pending.requested().scopes()),
                        pending.askedAt().toEpochMilli(),
                        pending.expiresAt().toEpochMilli(),
                        Columns.text(pending.address()));
    }

    @Override
    public void removePending(Tx tx, String requestId) {
        database.writing(tx).update("DELETE FROM mc_pending WHERE request_id = ?", requestId);
    }

    @Override
    public List<DeviceRecord> devices() {
        return database.read(link -> link.query(DEVICES + " ORDER BY d.seq", JdbcPairingStore::device));
    }

    @Override
    public Optional<DeviceRecord> device(DeviceId device) {
        return database.read(
                link -> link.first(DEVICES + " WHERE d.device_id = ?", JdbcPairingStore::device, device.value()));
    }

    @Override
    public void label(Tx tx, DeviceId device, String label) {
        database.writing(tx).update("UPDATE mc_device SET label = ? WHERE device_id = ?", label, device.value());
    }

    @Override
    public void seen(Tx tx, DeviceId device, Instant at) {
        database.writing(tx)
                .update("UPDATE mc_device SET last_seen_ms = ? WHERE device_id = ?", at.toEpochMilli(), device.value());
    }

    static Pairing pairing(Row row) {
        return switch (row.text("state")) {
            case "paired" ->
                new Pairing.Paired(
                        Columns.access(row),
                        row.time("since_ms"),
                        Columns.users(row.text("approved_by")),
                        row.optionalText("holder").map(UserId::new).orElse(null),
                        Columns.traits(row));
            case "revoked" -> new Pairing.Revoked(row.time("revoked_at_ms"));
            case "forgotten" ->
                new Pairing.Unpaired(new Tombstone(
                        row.time("revoked_at_ms"), row.time("forgotten_at_ms"), row.text("forgotten_by")));
            default -> throw new StoreException("a pairing has an unknown state");
        };
    }

    private static PendingPairing pendingPairing(Row row) {
        return new PendingPairing(
                row.text("request_id"),
                Columns.owner(row),
                row.optionalText("device_id").map(DeviceId::new).orElse(null),
                row.optionalText("user_id").map(UserId::new).orElse(null),
                Columns.traits(row),
                reason(row.text("reason")),
                Columns.access(row),
                row.time("asked_at_ms"),
                row.time("expires_at_ms"),
                Columns.address(row));
    }

    @Override
    public Optional<String> mode() {
        return database.read(link -> link.first("SELECT name FROM mc_mode", row -> row.text("name")));
    }

    @Override
    public void mode(Tx tx, String name) {
        Link link = database.writing(tx);
        link.update("DELETE FROM mc_mode");
        if (!name.isEmpty()) {
            link.update("INSERT INTO mc_mode (id, name) VALUES (1, ?)", name);
        }
    }

    private static PairingReason reason(String text) {
        return Arrays.stream(PairingReason.values())
                .filter(reason -> reason.wireName().equals(text))
                .findFirst()
                .orElse(PairingReason.NOT_PAIRED);
    }

    private static DeviceRecord device(Row row) {
        @Nullable Instant lastSeen = row.optionalTime("last_seen_ms").orElse(null);
        return new DeviceRecord(new DeviceId(row.text("device_id")), pairing(row), row.text("label"), lastSeen);
    }
}
