package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.examples.dashboard.json.Answer;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PairingDesk;
import dev.missioncontrol.trust.PendingPairing;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.PairingStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/** Pairing requests that people here decide. The backend's own is not among them: the gateway decides that one. */
public final class PairingRoutes {
    private final PairingDesk desk;
    private final PairingStore pairings;
    private final Visitors visitors;
    private final DeviceProofs proofs;

    /** Over the desk, and over the store that knows a device's history. */
    public PairingRoutes(PairingDesk desk, PairingStore pairings, Visitors visitors, DeviceProofs proofs) {
        this.desk = desk;
        this.pairings = pairings;
        this.visitors = visitors;
        this.proofs = proofs;
    }

    /** Adds the routes. */
    public void mount(RoutesConfig routes) {
        routes.get("/api/pairings", this::list);
        routes.post("/api/pairings/{id}/approve", context -> {
            TrustRequest admin = proofs.admin(context);
            Desks.settle(context, desk.approve(context.pathParam("id"), admin), "pairing request");
        });
        routes.post("/api/pairings/{id}/reject", context -> {
            TrustRequest admin = proofs.admin(context);
            Desks.settle(context, desk.reject(context.pathParam("id"), admin), "pairing request");
        });
    }

    private void list(Context context) {
        visitors.require(context, Role.ADMIN);
        Answers.sendList(
                context,
                "pairings",
                desk.pending().stream().filter(pending -> !(pending.owner() instanceof Owner.Backend)),
                this::shape);
    }

    private Answer shape(PendingPairing pending) {
        DeviceTraits traits = pending.traits();
        return new Answer()
                .with("id", pending.requestId())
                .with("owner", kind(pending.owner()))
                .with("label", label(pending))
                .with("user", pending.user())
                .with("device", pending.device())
                .with(
                        "fingerprint",
                        pending.device() == null ? null : pending.device().shortForm())
                .with("name", traits == null || traits.displayName().isEmpty() ? null : traits.displayName())
                .with("platform", traits == null ? null : traits.platform())
                .with(
                        "address",
                        pending.address() == null ? null : pending.address().getHostAddress())
                .with("reason", pending.reason().wireName().replace('-', ' '))
                .with(
                        "scopes",
                        pending.requested().scopes().stream().map(Scope::value).toList())
                .with("asked", pending.askedAt())
                .with("expires", pending.expiresAt())
                .with("history", Optional.ofNullable(pending.device()).flatMap(this::history));
    }

    /** What is left of the device's former life here. */
    private Optional<Answer> history(DeviceId device) {
        if (!(pairings.find(new Owner.Device(device)) instanceof Pairing.Unpaired unpaired)) {
            return Optional.empty();
        }
        return Optional.ofNullable(unpaired.tombstone())
                .map(tombstone -> new Answer()
                        .with("revoked", tombstone.revokedAt())
                        .with("forgotten", tombstone.forgottenAt())
                        .with("by", tombstone.forgottenBy()));
    }

    private static String kind(Owner owner) {
        return owner instanceof Owner.User ? "person" : "device";
    }

    private static String label(PendingPairing pending) {
        if (pending.owner() instanceof Owner.User user) {
            return user.id().value();
        }
        return pending.device() == null
                ? "A device"
                : "Device " + pending.device().shortForm();
    }
}
