package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.examples.dashboard.json.Answer;
import dev.missioncontrol.examples.dashboard.json.JsonObject;
import dev.missioncontrol.trust.DeviceRecord;
import dev.missioncontrol.trust.DeviceTokens;
import dev.missioncontrol.trust.Devices;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.TokenIssue;
import dev.missioncontrol.trust.TrustRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Locale;

/** The devices that were approved: seen, named, given new tokens, cut off, forgotten. */
public final class DeviceRoutes {
    private final Devices devices;
    private final DeviceTokens tokens;
    private final Visitors visitors;
    private final DeviceProofs proofs;

    /** Over the device desk and the devices' tokens. */
    public DeviceRoutes(Devices devices, DeviceTokens tokens, Visitors visitors, DeviceProofs proofs) {
        this.devices = devices;
        this.tokens = tokens;
        this.visitors = visitors;
        this.proofs = proofs;
    }

    /** Adds the routes. */
    public void mount(RoutesConfig routes) {
        routes.get("/api/devices", this::list);
        routes.put("/api/devices/{id}", this::rename);
        routes.post("/api/devices/{id}/rotate", this::rotate);
        routes.post("/api/devices/{id}/revoke", context -> {
            TrustRequest admin = proofs.admin(context);
            Desks.settle(context, devices.revoke(device(context), admin), "device");
        });
        routes.post("/api/devices/{id}/forget", context -> {
            TrustRequest admin = proofs.admin(context);
            Desks.settle(context, devices.forget(device(context), admin), "device");
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

    /** The one answer that holds a token's text. */
    private void rotate(Context context) {
        Visitor visitor = visitors.require(context, Role.ADMIN);
        JsonObject body = Answers.bodyIfAny(context).only("overlapSeconds", "device");
        TrustRequest admin = proofs.asking(context, visitor, body);
        TokenIssue issue = tokens.rotate(device(context), overlap(body), admin);
        if (issue instanceof TokenIssue.Refused refused) {
            throw Desks.refusal(refused.fault(), "device");
        }
        TokenIssue.Issued issued = (TokenIssue.Issued) issue;
        Answers.send(
                context,
                new Answer()
                        .with("id", issued.record().id())
                        .with("token", issued.token().reveal())
                        .with("issued", issued.record().issuedAt()));
    }

    private static Duration overlap(JsonObject body) {
        Duration overlap =
                Duration.ofSeconds(body.optionalWhole("overlapSeconds").orElse(0L));
        if (overlap.isNegative() || overlap.compareTo(DeviceTokens.LONGEST_OVERLAP) > 0) {
            throw Refusal.badRequest("\"overlapSeconds\" is at most " + DeviceTokens.LONGEST_OVERLAP.toSeconds());
        }
        return overlap;
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
        String label = device.label().isEmpty() ? "Device " + device.id().shortForm() : device.label();
        Answer answer = new Answer()
                .with("id", device.id())
                .with("label", label)
                .with("named", !device.label().isEmpty())
                .with("state", device.pairing().getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .with("lastSeen", device.lastSeen());
        if (device.pairing() instanceof Pairing.Paired paired) {
            DeviceTraits traits = paired.traits();
            answer.with("since", paired.since())
                    .with("holder", paired.holder())
                    .with("platform", traits == null ? null : traits.platform())
                    .with("name", traits == null || traits.displayName().isEmpty() ? null : traits.displayName());
        }
        return answer;
    }
}
