package dev.missioncontrol.gateway;

import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.StoredToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What to show to one gateway: the device token once there is one, the configured credential before.
 *
 * <p>A device token that the gateway refuses stays where it is: falling back to the shared secret would, on loopback,
 * silently undo a revocation.
 */
final class CredentialChoice {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialChoice.class);

    private final GatewayTokenStore tokens;
    private final String gateway;
    private final DeviceId device;
    private final ClientRole role;
    private final Credential configured;

    CredentialChoice(
            GatewayTokenStore tokens, String gateway, DeviceId device, ClientRole role, Credential configured) {
        this.tokens = tokens;
        this.gateway = gateway;
        this.device = device;
        this.role = role;
        this.configured = configured;
    }

    /** Throws {@link dev.missioncontrol.core.store.StoreException} when nobody knows whether there is a device token. */
    Credential now() {
        return tokens.find(gateway, device, role)
                .<Credential>map(stored -> new Credential.DeviceToken(stored.token()))
                .orElse(configured);
    }

    void keep(Hello hello) {
        Secret token = hello.deviceToken();
        if (token == null) {
            return;
        }
        try {
            tokens.save(
                    gateway, device, role, new StoredToken(token, hello.access().scopes()));
        } catch (RuntimeException lost) {
            LOG.error("the device token could not be kept: after a restart the device must log in anew", lost);
        }
    }
}
