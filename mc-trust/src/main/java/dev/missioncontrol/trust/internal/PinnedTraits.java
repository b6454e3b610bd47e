package dev.missioncontrol.trust.internal;

import dev.missioncontrol.core.device.DeviceTraits;
import org.jspecify.annotations.Nullable;

/** The traits an approval is bound to. */
record PinnedTraits(String platform, String deviceFamily) {
    static PinnedTraits of(@Nullable DeviceTraits traits) {
        return traits == null ? new PinnedTraits("", "") : new PinnedTraits(traits.platform(), traits.deviceFamily());
    }
}
