package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.examples.dashboard.json.JsonObject;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.RoleCeilings;
import dev.missioncontrol.trust.TrustDecision;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustRequest;
import io.javalin.http.Context;
import java.util.Set;

/**
 * Whether the policy in force trusts whoever is about to change people, keys, or the sign-ins of others. In the hardened
 * mode that takes a browser that was approved and proves its key in this request, as changes of devices do.
 *
 * <p>Where nothing is missing but the gateway's approval of the backend, an admin may: people are added before the
 * backend is paired, and cut off when the gateway has withdrawn the pairing.
 */
public final class TrustedCallers {
    private static final Access ALL = Access.operator(Scope.ADMIN);

    private final TrustEngine engine;
    private final DeviceProofs proofs;

    /** By the policy in force. */
    public TrustedCallers(TrustEngine engine, DeviceProofs proofs) {
        this.engine = engine;
        this.proofs = proofs;
    }

    /** Ends the request unless the visitor is trusted with everything; {@code body} holds the proof, if there is one. */
    void requireAdmin(Context context, Visitor visitor, JsonObject body, String what) {
        require(context, visitor, body, ALL, what);
    }

    /** The same for what is the visitor's own, with these scopes: what their role leaves of them is at stake. */
    void requireOwner(Context context, Visitor visitor, JsonObject body, Set<Scope> scopes, String what) {
        Access atStake =
                RoleCeilings.standard().effective(visitor.subject(), Access.operator(scopes.toArray(Scope[]::new)));
        require(context, visitor, body, atStake.isEmpty() ? Access.operator(Scope.READ) : atStake, what);
    }

    private void require(Context context, Visitor visitor, JsonObject body, Access atStake, String what) {
        TrustRequest caller = proofs.presented(context, visitor, body).asking(atStake);
        TrustDecision decision = engine.preview(caller);
        boolean trusted =
                decision instanceof TrustDecision.Trusted full && full.access().covers(atStake);
        if (!trusted && !isBackendMissingAlone(decision)) {
            throw new Refusal(
                    403, "not_allowed", "The policy in force does not trust this browser to change a " + what);
        }
    }

    private static boolean isBackendMissingAlone(TrustDecision decision) {
        return decision instanceof TrustDecision.PairingRequired required
                && required.pending().stream().allMatch(pending -> pending.owner() instanceof Owner.Backend);
    }
}
