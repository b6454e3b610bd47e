package dev.missioncontrol.trust;

import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.trust.internal.AllOf;
import dev.missioncontrol.trust.internal.AnyOf;
import dev.missioncontrol.trust.internal.BackendOwned;
import dev.missioncontrol.trust.internal.PerDevice;
import dev.missioncontrol.trust.internal.VetoedBy;
import dev.missioncontrol.trust.spi.TrustPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * The ready-made policies and the ways to combine them.
 *
 * <p>Combined votes rank so: {@code anyOf} takes Deny over Grant over AskPairing over Abstain; {@code allOf} takes Deny
 * over Abstain over AskPairing over Grant, so every member must grant. An empty chain does not compile, and there is no
 * {@code not}: it would turn a failure to deny into a grant.
 */
public final class TrustPolicies {
    private TrustPolicies() {}

    /**
     * Each device needs a pairing of its own that covers the request, belongs to the signed-in user, and was approved
     * for the same platform and device family. Abstains without a device proof.
     */
    public static TrustPolicy perDevice() {
        return new PerDevice();
    }

    /** The backend's pairing counts for everybody who is signed in with at least this role. Abstains for all others. */
    public static TrustPolicy backendOwned(Role atLeast) {
        return new BackendOwned(atLeast);
    }

    /** One granting member is enough; the first granting one in order says how much, never a union. */
    public static TrustPolicy anyOf(TrustPolicy first, TrustPolicy... rest) {
        return new AnyOf(chain(first, rest));
    }

    /** Every member must grant; together they grant what all of them cover. */
    public static TrustPolicy allOf(TrustPolicy first, TrustPolicy... rest) {
        return new AllOf(chain(first, rest));
    }

    /**
     * {@code base} decides unless a restriction denies: office hours, maintenance, a blocked network. Of a restriction
     * only a Deny counts.
     */
    public static TrustPolicy vetoedBy(TrustPolicy base, TrustPolicy first, TrustPolicy... rest) {
        return new VetoedBy(base, chain(first, rest));
    }

    private static List<TrustPolicy> chain(TrustPolicy first, TrustPolicy... rest) {
        List<TrustPolicy> chain = new ArrayList<>();
        chain.add(first);
        chain.addAll(List.of(rest));
        return List.copyOf(chain);
    }
}
