package dev.missioncontrol.gateway;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client program says about itself when it connects: the unsigned and the pinned parts of {@code connect}.
 *
 * <p>The gateway pins platform and device family when it pairs a device: keep both constant for ever.
 *
 * @param id {@code client.id}, one of the names the gateway knows
 * @param mode {@code client.mode}, one of the names the gateway knows
 * @param version {@code client.version}
 * @param displayName a name for people, unique to the installation; empty is not sent
 * @param platform {@code client.platform}
 * @param deviceFamily {@code client.deviceFamily}; empty is not sent
 * @param instanceId {@code client.instanceId}
 * @param buildId {@code client.buildId}, at most 96 characters
 * @param caps {@code caps}: abilities of the client, in the order sent
 * @param locale a language tag
 * @param timeZone {@code client.timeZone}, at most 64 characters
 * @param userAgent the program that the client runs in
 * @param modelCatalogJson {@code modelCatalog}, JSON text
 */
public record ClientProfile(
        String id,
        String mode,
        String version,
        String displayName,
        String platform,
        String deviceFamily,
        @Nullable String instanceId,
        @Nullable String buildId,
        List<String> caps,
        @Nullable String locale,
        @Nullable String timeZone,
        @Nullable String userAgent,
        @Nullable String modelCatalogJson) {
    public ClientProfile {
        id = required(id, "id");
        mode = required(mode, "mode");
        version = required(version, "version");
        platform = required(platform, "platform");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(deviceFamily, "deviceFamily");
        caps = List.copyOf(caps);
    }

    /**
     * A backend's own profile: client {@code gateway-client} in mode {@code ui}, which the gateway pairs like any other
     * device (mode {@code backend} would be let in on loopback without a record that can be revoked).
     *
     * @param displayName unique to the installation: the gateway prunes records that share one
     * @param version the version of the program
     */
    public static ClientProfile backend(String displayName, String version) {
        return new ClientProfile(
                "gateway-client",
                "ui",
                version,
                displayName,
                "java",
                "server",
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null);
    }

    /** Starts a changed copy. */
    public ClientProfileBuilder toBuilder() {
        return new ClientProfileBuilder(this);
    }

    private static String required(String text, String name) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a client profile has a " + name);
        }
        return text;
    }
}
