package dev.missioncontrol.gateway;

import java.util.List;

/**
 * The gateway's device records, as far as the caller may see them.
 *
 * @param pending requests that wait
 * @param paired devices with a record
 */
public record DeviceListing(List<PendingDevice> pending, List<KnownDevice> paired) {
    public DeviceListing {
        pending = List.copyOf(pending);
        paired = List.copyOf(paired);
    }
}
