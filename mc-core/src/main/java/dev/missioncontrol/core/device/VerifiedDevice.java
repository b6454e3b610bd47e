package dev.missioncontrol.core.device;

import dev.missioncontrol.core.identity.DeviceId;

/**
 * A device that proved, on this connection, that it holds its key. Only {@link Challenge#verify} makes one: holding a
 * value of this type is the proof.
 */
public final class VerifiedDevice {
    private final DeviceKey key;

    VerifiedDevice(DeviceKey key) {
        this.key = key;
    }

    /** The proven fingerprint. */
    public DeviceId id() {
        return key.id();
    }

    /** The proven key. */
    public DeviceKey key() {
        return key;
    }

    @Override
    public String toString() {
        return "VerifiedDevice[" + id().shortForm() + "]";
    }
}
