package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.examples.dashboard.json.Answer;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.PairingDesk;
import dev.missioncontrol.trust.PendingPairing;
import dev.missioncontrol.trust.TrustRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Pairing requests that people here decide. The backend's own is not among them: the gateway decides that one. */
public final class PairingRoutes {
    private final PairingDesk desk;
    private final Visitors visitors;
    private final DeviceProofs proofs;

    /** Over the desk. */
    public PairingRoutes(PairingDesk desk, Visitors visitors, DeviceProofs proofs) {
        this.desk = desk;
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
                PairingRoutes::shape);
    }

    private static Answer shape(PendingPairing pending) {
        return new Answer()
                .with("id", pending.requestId())
                .with("owner", kind(pending.owner()))
                .with("label", label(pending))
                .with("reason", pending.reason().wireName().replace('-', ' '))
                .with(
                        "scopes",
                        pending.requested().scopes().stream().map(Scope::value).toList())
                .with("asked", pending.askedAt())
                .with("expires", pending.expiresAt());
    }

    private static String kind(Owner owner) {
        return owner instanceof Owner.User ? "person" : "device";
    }

    private static String label(PendingPairing pending) {
        if (pending.owner() instanceof Owner.User user) {
            return user.id().value();
        }
        DeviceTraits traits = pending.traits();
        String name = traits == null ? "" : traits.displayName();
        String fallback = pending.device() == null
                ? "A device"
                : "Device " + pending.device().shortForm();
        return name.isEmpty() ? fallback : name;
    }
}
