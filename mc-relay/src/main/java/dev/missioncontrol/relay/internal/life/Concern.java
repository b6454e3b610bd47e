package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.CredentialRef;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.relay.Caller;
import dev.missioncontrol.relay.internal.admission.Standing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whom a batch of revocations concerns, by what a standing names itself: the few that have to be judged again at once,
 * without a read of any store for the others.
 */
final class Concern {
    private final Set<DeviceId> devices = new HashSet<>();
    private final Set<UserId> users = new HashSet<>();
    private final Set<CredentialRef> credentials = new HashSet<>();
    private boolean everybody;

    private Concern() {}

    static Concern of(List<EpochEntry> news) {
        Concern concern = new Concern();
        news.forEach(entry -> concern.add(entry.revocation()));
        return concern;
    }

    /** Tells whether this standing may have lost what it rests on. */
    boolean touches(Standing standing) {
        Caller caller = standing.caller();
        return everybody
                || standing.device().filter(devices::contains).isPresent()
                || standing.user().filter(users::contains).isPresent()
                || (caller != null && caller.ref().parts().stream().anyMatch(credentials::contains));
    }

    /** What is not about one device, person or credential is about everybody; so is what this version does not know. */
    private void add(Revocation revocation) {
        if (revocation instanceof Revocation.OfDevice of) {
            devices.add(of.device());
        } else if (revocation instanceof Revocation.OfUser of) {
            users.add(of.user());
        } else if (revocation instanceof Revocation.OfSession of) {
            credentials.add(new CredentialRef.OfSession(of.sessionId()));
        } else if (revocation instanceof Revocation.OfKey of) {
            credentials.add(new CredentialRef.OfKey(of.keyId()));
        } else {
            everybody = true;
        }
    }
}
