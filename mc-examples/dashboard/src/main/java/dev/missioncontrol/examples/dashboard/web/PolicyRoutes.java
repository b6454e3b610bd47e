package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.examples.dashboard.json.Answer;
import dev.missioncontrol.examples.dashboard.json.JsonObject;
import dev.missioncontrol.trust.DeskResult;
import dev.missioncontrol.trust.ModeSwitch;
import dev.missioncontrol.trust.TrustRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Putting another policy in force, while everything runs. */
public final class PolicyRoutes {
    private static final String NOT_TRUSTED =
            "Only an admin whom the policy in force trusts from this browser may change it, and only while the backend is"
                    + " paired";

    private final ModeSwitch modes;
    private final Visitors visitors;
    private final DeviceProofs proofs;

    /** Over the switch. */
    public PolicyRoutes(ModeSwitch modes, Visitors visitors, DeviceProofs proofs) {
        this.modes = modes;
        this.visitors = visitors;
        this.proofs = proofs;
    }

    /** Adds the route. */
    public void mount(RoutesConfig routes) {
        routes.put("/api/trust/policy", this::adopt);
    }

    private void adopt(Context context) {
        Visitor visitor = visitors.require(context, Role.ADMIN);
        JsonObject body = Answers.body(context).only("policy", "device");
        String policy = body.text("policy");
        TrustRequest admin = proofs.asking(context, visitor, body);
        DeskResult result = modes.adopt(policy, admin);
        if (result instanceof DeskResult.Refused refused && refused.fault() == DeskResult.Fault.NOT_ALLOWED) {
            throw new Refusal(403, "not_allowed", NOT_TRUSTED);
        }
        Desks.check(result, "policy");
        Answers.send(context, new Answer().with("ok", true).with("policy", policy));
    }
}
