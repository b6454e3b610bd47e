package dev.missioncontrol.trust;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.UserId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a device token is good. */
public sealed interface TokenVerdict {
    /**
     * It is.
     *
     * @param device whose it is
     * @param holder the user the device is paired for, if any
     * @param access what it is good for: never more than the device is paired for now
     */
    record Good(DeviceId device, @Nullable UserId holder, Access access) implements TokenVerdict {
        public Good {
            Objects.requireNonNull(device, "device");
            Objects.requireNonNull(access, "access");
        }
    }

    /** It is not. The reason is for logs: the outside sees one kind of refusal. */
    record Refused(Fault fault) implements TokenVerdict {}

    /** Why a token is refused. May grow: keep a default branch. */
    enum Fault {
        /** Nobody issued it, or it was taken back. */
        UNKNOWN,
        /** It has a successor, and their overlap is over. */
        OVER,
        /** Another device presented it. */
        OTHER_DEVICE,
        /** Its device was revoked. */
        DEVICE_REVOKED,
        /** Its device is not paired. */
        NOT_PAIRED
    }
}
