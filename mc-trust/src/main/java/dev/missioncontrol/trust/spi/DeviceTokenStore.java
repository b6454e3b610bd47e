package dev.missioncontrol.trust.spi;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.trust.DeviceToken;
import java.util.List;
import java.util.Optional;

/**
 * Where device tokens are kept, by the digest of their text.
 *
 * <p>Implementations are thread-safe and may block. Writes belong to the transaction they are given and are seen by
 * reads of the same thread at once, by others after the commit. {@code DeviceTokenStoreContract} in mc-testkit says
 * more, as tests.
 */
public interface DeviceTokenStore {
    /** The token whose text has this digest, over or not. */
    Optional<DeviceToken> find(Digest text);

    /** The tokens of a device, oldest first, those that are over included. */
    List<DeviceToken> ofDevice(DeviceId device);

    /**
     * Writes a new token. Times are kept to the millisecond.
     *
     * @throws IllegalStateException if its id or its digest is taken
     */
    void insert(Tx tx, DeviceToken token, Digest text);

    /** Writes a token in place of the one with its id, whose digest stays; false if there is none. */
    boolean update(Tx tx, DeviceToken token);

    /** Removes the token of this id, if it is there. */
    void remove(Tx tx, String id);
}
