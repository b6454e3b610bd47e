package dev.missioncontrol.relay.internal.admission;

import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import java.util.Optional;

/** What became of a client at the door. */
public sealed interface Verdict {

    /**
     * It may come in.
     *
     * @param standing on what, with which access
     * @param deviceToken the backend's credential at the gateway
     * @param asOf the state of the revocations before anything was judged
     */
    record Admitted(Standing standing, Secret deviceToken, long asOf) implements Verdict {}

    /**
     * It may not.
     *
     * @param refusal how it is told
     * @param user who it was, if that was found out
     */
    record Refused(Refusal refusal, Optional<UserId> user) implements Verdict {}
}
