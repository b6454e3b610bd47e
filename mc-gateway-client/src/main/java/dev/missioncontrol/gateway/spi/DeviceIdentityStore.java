package dev.missioncontrol.gateway.spi;

import dev.missioncontrol.core.device.DeviceIdentity;
import java.util.Optional;

/**
 * Keeps one device identity.
 *
 * <p>A new identity must be paired anew, so none ever appears by accident: {@link #load()} makes nothing, and
 * {@link #create()} overwrites nothing. Methods throw {@link dev.missioncontrol.core.store.StoreException} when what is
 * kept cannot be read, is damaged, or lies open to others.
 */
public interface DeviceIdentityStore {
    /** The identity, or empty when none was ever created here. */
    Optional<DeviceIdentity> load();

    /** Makes and keeps a new identity; fails if one is there. */
    DeviceIdentity create();
}
