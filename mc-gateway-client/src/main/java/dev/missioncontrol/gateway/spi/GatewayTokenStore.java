package dev.missioncontrol.gateway.spi;

import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.gateway.internal.endpoint.Endpoint;
import java.net.URI;
import java.util.Optional;

/**
 * Keeps device tokens, one for each gateway, device and role. Thread-safe; may block.
 *
 * <p>A token is given to the gateway it came from and to no other: {@code gateway} is the address's scheme, host and
 * port, such as {@code wss://gateway.example:443}. Methods throw
 * {@link dev.missioncontrol.core.store.StoreException} when the place is lost.
 */
public interface GatewayTokenStore {
    /**
     * The name under which the tokens of the gateway at this address are kept.
     *
     * @throws IllegalArgumentException if the address breaks a rule; the message names the rule and never the address
     */
    static String nameOf(URI endpoint) {
        return Endpoint.of(endpoint).key();
    }

    /** The token kept for this gateway, device and role. */
    Optional<StoredToken> find(String gateway, DeviceId device, ClientRole role);

    /** Keeps a token over the one before. */
    void save(String gateway, DeviceId device, ClientRole role, StoredToken token);

    /** Drops the token, if there is one. */
    void forget(String gateway, DeviceId device, ClientRole role);
}
