package dev.missioncontrol.relay.internal.admission;

import dev.missioncontrol.core.identity.UserId;
import java.util.Optional;

/** What became of a client at the door. */
public sealed interface Verdict {

    /**
     * It may come in.
     *
     * @param standing on what, with which access
     * @param introduction what the gateway is shown
     * @param asOf the state of the revocations before anything was judged
     */
    record Admitted(Standing standing, Introduction.Ready introduction, long asOf) implements Verdict {}

    /**
     * It may not.
     *
     * @param refusal how it is told
     * @param user who it was, if that was found out
     */
    record Refused(Refusal refusal, Optional<UserId> user) implements Verdict {}
}
