package dev.missioncontrol.relay.internal.desk;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.trust.TrustRequest;
import java.util.Objects;
import java.util.Optional;

/**
 * Who asks the desk.
 *
 * @param facts of their connection
 * @param access what that connection may do: whoever connected with little decides little
 */
public record DeskCaller(TrustRequest facts, Access access) {
    public DeskCaller {
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(access, "access");
    }

    /** The first scope they lack for this. */
    Optional<Scope> missing(Access wanted) {
        return wanted.scopes().stream()
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .filter(scope -> !access.covers(Access.operator(scope)))
                .findFirst();
    }

    boolean isOn(DeviceId device) {
        return facts.device() != null && facts.device().id().equals(device);
    }
}
