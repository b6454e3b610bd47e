package dev.missioncontrol.relay.internal.admission;

import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.relay.Caller;
import dev.missioncontrol.trust.TrustRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an admitted connection stands on, to be judged again whenever trust is withdrawn somewhere.
 *
 * @param caller whose credentials; null for a device nobody signed in on
 * @param request what the engine was asked
 * @param access what it decided
 */
public record Standing(@Nullable Caller caller, TrustRequest request, Access access) {

    /** The device that proved its key. */
    public Optional<DeviceId> device() {
        return Optional.ofNullable(request.device()).map(VerifiedDevice::id);
    }

    /** The signed-in user. */
    public Optional<UserId> user() {
        return request.subject() instanceof Subject.Authenticated who ? Optional.of(who.id()) : Optional.empty();
    }
}
