package dev.missioncontrol.trust;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.trust.internal.AllOf;
import dev.missioncontrol.trust.internal.AnyOf;
import dev.missioncontrol.trust.internal.BackendOwned;
import dev.missioncontrol.trust.internal.LoopbackAutoApprove;
import dev.missioncontrol.trust.internal.PerDevice;
import dev.missioncontrol.trust.internal.PerUser;
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

    /**
     * One approval by an admin covers every device of a person who is signed in with at least this role. Abstains for all
     * others; a single browser session or device can still be cut off.
     */
    public static TrustPolicy perUser(Role atLeast) {
        return new PerUser(atLeast);
    }

    /** The backend's pairing counts for everybody who is signed in with at least this role. Abstains for all others. */
    public static TrustPolicy backendOwned(Role atLeast) {
        return new BackendOwned(atLeast);
    }

    /**
     * A device that proves its key over {@linkplain Peer.Loopback genuine loopback} is approved on the spot, and the
     * approval recorded: its first pairing, another client role, further scopes, as long as {@code ceiling} covers the
     * request. Abstains for everybody else, for a device that was revoked and forgotten, that belongs to another holder,
     * or whose platform changed.
     *
     * @see <a href="https://github.com/openclaw/openclaw/pull/22838">openclaw#22838</a>
     */
    public static TrustPolicy loopbackAutoApprove(Access ceiling) {
        return new LoopbackAutoApprove(ceiling);
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
