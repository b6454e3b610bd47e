package dev.missioncontrol.trust.spi;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.store.Tx;

/**
 * What else ends with a revoked device: browser sessions bound to it, its tokens.
 *
 * <p>Runs within the revoking transaction, so that all of it is cut off or nothing. It must not start a transaction of
 * its own; if it throws, the device stays as it was.
 */
@FunctionalInterface
public interface DeviceCutOff {
    /**
     * Ends what hangs on a device.
     *
     * @param by who revoked it, as in the audit log
     */
    void cutOff(Tx tx, DeviceId device, String by);
}
