package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.examples.dashboard.json.Answer;
import dev.missioncontrol.examples.dashboard.json.JsonObject;
import dev.missioncontrol.trust.DeviceRecord;
import dev.missioncontrol.trust.Devices;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.TrustRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Locale;

/** The devices that proved a key: seen, named, cut off. */
public final class DeviceRoutes {
    private final Devices devices;
    private final Visitors visitors;
    private final DeviceProofs proofs;

    /** Over the device desk. */
    public DeviceRoutes(Devices devices, Visitors visitors, DeviceProofs proofs) {
        this.devices = devices;
        this.visitors = visitors;
        this.proofs = proofs;
    }

    /** Adds the routes. */
    public void mount(RoutesConfig routes) {
        routes.get("/api/devices", this::list);
        routes.put("/api/devices/{id}", this::rename);
        routes.post("/api/devices/{id}/revoke", context -> {
            TrustRequest admin = proofs.admin(context);
            Desks.settle(context, devices.revoke(device(context), admin), "device");
        });
    }

    private void list(Context context) {
        Visitor visitor = visitors.require(context, Role.VIEWER);
        Answers.sendList(
                context,
                "devices",
                devices.list().stream().filter(device -> sees(visitor, device)),
                DeviceRoutes::shape);
    }

    private void rename(Context context) {
        Visitor visitor = visitors.require(context, Role.ADMIN);
        JsonObject body = Answers.body(context).only("label", "device");
        TrustRequest admin = proofs.asking(context, visitor, body);
        try {
            Desks.settle(context, devices.rename(device(context), body.text("label"), admin), "device");
        } catch (IllegalArgumentException unfit) {
            throw Refusal.badRequest(String.valueOf(unfit.getMessage()));
        }
    }

    private static DeviceId device(Context context) {
        return DeviceId.parse(context.pathParam("id")).orElseThrow(() -> Refusal.notFound("device"));
    }

    private static boolean sees(Visitor visitor, DeviceRecord device) {
        boolean own = device.pairing() instanceof Pairing.Paired paired
                && visitor.id().equals(paired.holder());
        return own || visitor.isAdmin();
    }

    private static Answer shape(DeviceRecord device) {
        Answer answer = new Answer()
                .with("id", device.id())
                .with("state", device.pairing().getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .with("lastSeen", device.lastSeen());
        if (device.pairing() instanceof Pairing.Paired paired) {
            DeviceTraits traits = paired.traits();
            answer.with("since", paired.since()).with("platform", traits == null ? null : traits.platform());
        }
        String label = device.label().isEmpty() ? "Device " + device.id().shortForm() : device.label();
        return answer.with("label", label);
    }
}
