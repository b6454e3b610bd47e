package dev.missioncontrol.core.device;

import java.util.Objects;

/**
 * What a device says about itself. Unverified text: show it as such, never decide by it alone.
 *
 * @param platform operating system name, pinned when the device is paired
 * @param deviceFamily kind of machine, possibly empty, pinned when it is not
 * @param displayName a name for people, possibly empty
 * @param clientId the client program
 * @param clientMode how the client runs
 */
public record DeviceTraits(
        String platform, String deviceFamily, String displayName, String clientId, String clientMode) {
    private static final int LONGEST = 128;

    public DeviceTraits {
        platform = checked(platform, "platform");
        deviceFamily = checked(deviceFamily, "deviceFamily");
        displayName = checked(displayName, "displayName");
        clientId = checked(clientId, "clientId");
        clientMode = checked(clientMode, "clientMode");
    }

    private static String checked(String text, String name) {
        Objects.requireNonNull(text, name);
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(name + " has at most 128 characters and no control character");
        }
        return text;
    }
}
