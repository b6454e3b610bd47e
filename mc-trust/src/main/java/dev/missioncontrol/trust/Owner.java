package dev.missioncontrol.trust;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.UserId;
import java.util.Objects;

/** Who holds a pairing. */
public sealed interface Owner {
    /** One device key. */
    record Device(DeviceId id) implements Owner {
        public Device {
            Objects.requireNonNull(id, "id");
        }
    }

    /** One person, on whatever device. */
    record User(UserId id) implements Owner {
        public User {
            Objects.requireNonNull(id, "id");
        }
    }

    /**
     * This backend, towards the gateway.
     *
     * @param name the installation's own name
     */
    record Backend(String name) implements Owner {
        public Backend {
            Objects.requireNonNull(name, "name");
        }
    }
}
