package dev.missioncontrol.gateway;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.StoredToken;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What to show to one gateway: the device token once there is one, the configured credential before; or the other way
 * round, when that was asked for. Used by the loop alone.
 *
 * <p>A device token that the gateway refuses stays where it is: falling back to the shared secret would, on loopback,
 * silently undo a revocation. A shared token that it refuses may be followed by the device token, once until the next
 * hello, and only where nobody else can be listening.
 */
final class CredentialChoice {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialChoice.class);

    private final GatewayTokenStore tokens;
    private final Place place;
    private final Credential configured;
    private final Order order;
    private boolean retried;

    /**
     * Whose token it is.
     *
     * @param gateway the name tokens are kept under
     * @param keepsSecrets whether the way there is loopback or pinned TLS
     */
    record Place(String gateway, DeviceId device, ClientRole role, boolean keepsSecrets) {}

    /** What is shown first. */
    enum Order {
        DEVICE_TOKEN,
        CONFIGURED
    }

    CredentialChoice(GatewayTokenStore tokens, Place place, Credential configured, Order order) {
        this.tokens = tokens;
        this.place = place;
        this.configured = configured;
        this.order = order;
    }

    /** Throws {@link dev.missioncontrol.core.store.StoreException} when nobody knows whether there is a device token. */
    Credential now() {
        return order == Order.CONFIGURED && !retried
                ? configured
                : kept().<Credential>map(Credential.DeviceToken::new).orElse(configured);
    }

    /** Decides, after a refusal, whether the device token is shown instead; true once until the next hello. */
    boolean retriesWithDeviceToken(ConnectRefusal refusal) {
        boolean may = !retried
                && order == Order.CONFIGURED
                && refusal.reason() == CloseReason.TOKEN_REFUSED
                && refusal.offersDeviceToken()
                && place.keepsSecrets()
                && kept().isPresent();
        retried |= may;
        return may;
    }

    void keep(Hello hello) {
        retried = false;
        Secret token = hello.deviceToken();
        if (token != null) {
            keep(new IssuedToken(token, hello.access()));
        }
        hello.moreTokens().forEach(this::keep);
    }

    /** Keeps a token for this device; false if it is lost. */
    boolean keep(IssuedToken issued) {
        Access access = issued.access();
        try {
            tokens.save(
                    place.gateway(), place.device(), access.role(), new StoredToken(issued.token(), access.scopes()));
            return true;
        } catch (RuntimeException lost) {
            LOG.error("the device token could not be kept: after a restart the device must log in anew", lost);
            return false;
        }
    }

    private Optional<Secret> kept() {
        return tokens.find(place.gateway(), place.device(), place.role()).map(StoredToken::token);
    }
}
