package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.trust.DeviceRecord;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PendingPairing;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Who is paired, who asks, what was forgotten, and the mode in force. */
final class ListCommand implements DoctorCommand {
    @Override
    public boolean run(DoctorArguments arguments, InstantSource clock, Report report) {
        arguments.about(0, "nothing more");
        try (JdbcDatabase database = arguments.open(clock)) {
            report.line(
                    "policy",
                    new Fields().with("mode", PolicyCommand.mode(database)).map());
            database.read(PairingRows::ofOthers).forEach(kept -> other(report, kept));
            database.pairings().devices().forEach(device -> device(report, device));
            database.read(PairingRows::forgotten).forEach(kept -> tombstone(report, kept));
            database.pairings().allPending().forEach(pending -> pending(report, pending, clock));
        }
        return true;
    }

    /** The backend and people. */
    private static void other(Report report, PairingRows.Kept kept) {
        String name = Columns.ownerId(kept.owner());
        report.line(
                Columns.ownerKind(kept.owner()),
                pairing(new Fields().with("id", name), kept.pairing()).map());
    }

    private static void device(Report report, DeviceRecord device) {
        Fields fields = pairing(new Fields().with("id", device.id().value()), device.pairing())
                .with("label", device.label())
                .with("seen", device.lastSeen());
        report.line("device", fields.map());
    }

    private static Fields pairing(Fields fields, Pairing pairing) {
        if (pairing instanceof Pairing.Paired paired) {
            return traits(
                    fields.with("state", "paired")
                            .with("since", paired.since())
                            .with("role", paired.access().role().wireName())
                            .with("scopes", paired.access().scopes())
                            .with("holder", paired.holder()),
                    paired.traits());
        }
        return pairing instanceof Pairing.Revoked revoked
                ? fields.with("state", "revoked").with("at", revoked.at())
                : fields.with("state", "unpaired");
    }

    private static Fields traits(Fields fields, @Nullable DeviceTraits traits) {
        return traits == null
                ? fields
                : fields.with("platform", traits.platform())
                        .with("family", traits.deviceFamily())
                        .with("name", traits.displayName())
                        .with("client", traits.clientId());
    }

    private static void tombstone(Report report, PairingRows.Kept kept) {
        if (kept.pairing() instanceof Pairing.Unpaired unpaired && unpaired.tombstone() != null) {
            Fields fields = new Fields()
                    .with("id", Columns.ownerId(kept.owner()))
                    .with("revoked", unpaired.tombstone().revokedAt())
                    .with("forgotten", unpaired.tombstone().forgottenAt())
                    .with("by", unpaired.tombstone().forgottenBy());
            report.line("tombstone", fields.map());
        }
    }

    private static void pending(Report report, PendingPairing pending, InstantSource clock) {
        boolean open =
                pending.owner() instanceof Owner.Backend || pending.expiresAt().isAfter(clock.instant());
        Fields fields = new Fields()
                .with("id", pending.requestId())
                .with("state", open ? "open" : "expired")
                .with("owner", Columns.ownerKind(pending.owner()) + ":" + Columns.ownerId(pending.owner()))
                .with("device", pending.device())
                .with("user", pending.user())
                .with("reason", pending.reason().wireName())
                .with("scopes", pending.requested().scopes())
                .with("asked", pending.askedAt())
                .with("expires", pending.expiresAt());
        if (pending.address() != null) {
            fields.with("address", pending.address().getHostAddress());
        }
        report.line("pending", traits(fields, pending.traits()).map());
    }
}
