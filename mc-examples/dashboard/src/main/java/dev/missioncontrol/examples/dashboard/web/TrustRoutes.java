package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.examples.dashboard.gateway.BackendLink;
import dev.missioncontrol.examples.dashboard.json.Answer;
import dev.missioncontrol.gateway.GatewayState;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.TrustEngine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** What the gateway trusts this backend with. Only admins learn what has to be approved, and how. */
public final class TrustRoutes {
    private static final String WITHDRAWN_ADVICE =
            "An owner of the gateway removed or revoked this backend. If that was a mistake, ask for a new pairing and have"
                    + " it approved there.";

    private final BackendLink link;
    private final BackendTrust trust;
    private final AuditLog audit;
    private final Visitors visitors;
    private final TrustEngine engine;

    /** Over the control connection, what is on record about it, and the policy in force. */
    public TrustRoutes(BackendLink link, BackendTrust trust, AuditLog audit, Visitors visitors, TrustEngine engine) {
        this.link = link;
        this.trust = trust;
        this.audit = audit;
        this.visitors = visitors;
        this.engine = engine;
    }

    /** Adds the routes. */
    public void mount(RoutesConfig routes) {
        routes.get("/api/trust", this::show);
        routes.post("/api/trust/pair-again", this::pairAgain);
    }

    private void show(Context context) {
        Visitor visitor = visitors.require(context, Role.VIEWER);
        Answer answer = new Answer().with("policy", engine.mode()).with("policies", engine.modes());
        Answers.send(context, visitor.isAdmin() ? forAdmin(answer.with("gateway", link.address())) : forOthers(answer));
    }

    private void pairAgain(Context context) {
        Visitor admin = visitors.require(context, Role.ADMIN);
        if (!(link.state() instanceof GatewayState.Closed || link.state() instanceof GatewayState.Idle)) {
            throw new Refusal(
                    409, "not_withdrawn", "The backend is connecting by itself; there is nothing to ask again");
        }
        audit.append(AuditEvent.by(admin.id(), AuditAction.SETTING_CHANGED, "backend pairing")
                .with("to", "asked again"));
        link.pairAgain();
        Answers.send(context, new Answer().with("ok", true));
    }

    private Answer forAdmin(Answer answer) {
        GatewayState state = link.state();
        if (state instanceof GatewayState.WaitingForApproval waiting) {
            return answer.with("state", "waiting")
                    .with("requestId", waiting.requestId())
                    .with("command", link.approveCommand());
        }
        if (state instanceof GatewayState.Closed closed) {
            return trust.pairing() instanceof Pairing.Revoked
                    ? withdrawn(answer)
                    : answer.with("state", "refused")
                            .with("advice", closed.because().remedy());
        }
        if (state instanceof GatewayState.Idle && trust.pairing() instanceof Pairing.Revoked) {
            return withdrawn(answer);
        }
        if (state instanceof GatewayState.BackingOff waiting && !(trust.pairing() instanceof Pairing.Paired)) {
            return answer.with("state", "unreachable")
                    .with("advice", waiting.because().remedy());
        }
        return paired(answer);
    }

    private static Answer withdrawn(Answer answer) {
        return answer.with("state", "withdrawn")
                .with("advice", WITHDRAWN_ADVICE)
                .with("mayPairAgain", true);
    }

    private Answer forOthers(Answer answer) {
        return link.state() instanceof GatewayState.WaitingForApproval
                ? answer.with("state", "not_ready")
                : paired(answer);
    }

    private Answer paired(Answer answer) {
        if (!(trust.pairing() instanceof Pairing.Paired paired) || link.state() instanceof GatewayState.Closed) {
            return answer.with("state", "not_ready");
        }
        return answer.with("state", "paired")
                .with("since", paired.since())
                .with("by", link.approvedBy())
                .with("connected", link.state() instanceof GatewayState.Ready);
    }
}
