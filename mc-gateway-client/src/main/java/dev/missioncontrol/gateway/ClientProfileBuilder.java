package dev.missioncontrol.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes a {@link ClientProfile} member by member. Not thread-safe. */
public final class ClientProfileBuilder {
    private String id;
    private String mode;
    private String version;
    private String displayName;
    private String platform;
    private String deviceFamily;
    private @Nullable String instanceId;
    private @Nullable String buildId;
    private List<String> caps;
    private @Nullable String locale;
    private @Nullable String timeZone;
    private @Nullable String userAgent;
    private @Nullable String modelCatalogJson;

    ClientProfileBuilder(ClientProfile from) {
        id = from.id();
        mode = from.mode();
        version = from.version();
        displayName = from.displayName();
        platform = from.platform();
        deviceFamily = from.deviceFamily();
        instanceId = from.instanceId();
        buildId = from.buildId();
        caps = from.caps();
        locale = from.locale();
        timeZone = from.timeZone();
        userAgent = from.userAgent();
        modelCatalogJson = from.modelCatalogJson();
    }

    /** Sets {@code client.id} and {@code client.mode}, which the gateway judges as a pair. */
    public ClientProfileBuilder client(String id, String mode) {
        this.id = id;
        this.mode = mode;
        return this;
    }

    /** Sets {@code client.version}. */
    public ClientProfileBuilder version(String version) {
        this.version = version;
        return this;
    }

    /** Sets the name for people. */
    public ClientProfileBuilder displayName(String displayName) {
        this.displayName = displayName;
        return this;
    }

    /** Sets what the gateway pins when it pairs: platform and device family. */
    public ClientProfileBuilder pinned(String platform, String deviceFamily) {
        this.platform = platform;
        this.deviceFamily = deviceFamily;
        return this;
    }

    /** Sets {@code client.instanceId}; null is not sent. */
    public ClientProfileBuilder instanceId(@Nullable String instanceId) {
        this.instanceId = instanceId;
        return this;
    }

    /** Sets {@code client.buildId}; null is not sent. */
    public ClientProfileBuilder buildId(@Nullable String buildId) {
        this.buildId = buildId;
        return this;
    }

    /** Sets the abilities of the client. */
    public ClientProfileBuilder caps(List<String> caps) {
        this.caps = caps;
        return this;
    }

    /** Sets the language tag; null is not sent. */
    public ClientProfileBuilder locale(@Nullable String locale) {
        this.locale = locale;
        return this;
    }

    /** Sets {@code client.timeZone}; null is not sent. */
    public ClientProfileBuilder timeZone(@Nullable String timeZone) {
        this.timeZone = timeZone;
        return this;
    }

    /** Sets the program that the client runs in; null is not sent. */
    public ClientProfileBuilder userAgent(@Nullable String userAgent) {
        this.userAgent = userAgent;
        return this;
    }

    /** Sets {@code modelCatalog}, JSON text; null is not sent. */
    public ClientProfileBuilder modelCatalogJson(@Nullable String json) {
        this.modelCatalogJson = json;
        return this;
    }

    /** The changed profile. */
    public ClientProfile build() {
        return new ClientProfile(
                id,
                mode,
                version,
                displayName,
                platform,
                deviceFamily,
                instanceId,
                buildId,
                caps,
                locale,
                timeZone,
                userAgent,
                modelCatalogJson);
    }
}
