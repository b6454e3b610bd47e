package dev.missioncontrol.fakegateway.internal.pairing;

import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client says about itself; platform and family are pinned when its device is paired. */
public record ClientTraits(
        String clientId,
        String clientMode,
        String platform,
        @Nullable String deviceFamily,
        @Nullable String displayName) {
    /** Reads the traits out of a {@code client} member or a stored record. */
    public static ClientTraits of(JsonObject from, String idName, String modeName) {
        return new ClientTraits(
                from.text(idName).orElse(""),
                from.text(modeName).orElse(""),
                from.text("platform").orElse(""),
                from.text("deviceFamily").orElse(null),
                from.text("displayName").orElse(null));
    }

    /** Tells whether the pinned values of this record still fit: an empty pinned value fits everything. */
    boolean pins(ClientTraits presented) {
        return fits(platform, presented.platform) && fits(deviceFamily, presented.deviceFamily);
    }

    /** Adds the members that devices and requests have in common. */
    JsonObject describe(JsonObject target) {
        return target.with("displayName", displayName)
                .with("platform", platform)
                .with("deviceFamily", deviceFamily)
                .with("clientId", clientId)
                .with("clientMode", clientMode);
    }

    private static boolean fits(@Nullable String pinned, @Nullable String presented) {
        return folded(pinned).isEmpty() || folded(pinned).equals(folded(presented));
    }

    private static String folded(@Nullable String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    }
}
