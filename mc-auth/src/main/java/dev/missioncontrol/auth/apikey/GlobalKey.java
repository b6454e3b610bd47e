package dev.missioncontrol.auth.apikey;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.spi.ApiKeyStore;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The one key that is nobody's and may do everything: what Mission Control's users know as {@code API_KEY}.
 *
 * <p>There is none unless it is adopted or made. It is kept, used, rotated and recorded like every other key, under the
 * user {@link #USER}, which no account can be. Once it was rotated, a key from the environment counts no more. Keys of
 * people, with the scopes they need, are the better choice. Thread-safe; calls block and must not be made within a
 * transaction.
 */
public final class GlobalKey {

    /** Who stands behind it: an admin without an account. */
    public static final UserId USER = new UserId("(api)");

    private static final String ADOPTED = "API_KEY";
    private static final String ROTATED = "Global key";
    private static final int FEWEST_CHARACTERS = 32;
    private static final int MOST_CHARACTERS = 512;
    private static final int FEWEST_DIFFERENT = 8;

    private final ApiKeys keys;

    /** Among these keys. */
    public GlobalKey(ApiKeys keys) {
        this.keys = keys;
    }

    /** Why a text cannot be a global key, if it cannot: it is too short, too long, or no random one. */
    public static Optional<KeyRequestFault> faultOf(Secret text) {
        String typed = text.reveal();
        boolean weak = typed.length() < FEWEST_CHARACTERS
                || typed.length() > MOST_CHARACTERS
                || typed.codePoints().distinct().count() < FEWEST_DIFFERENT;
        return weak ? Optional.of(KeyRequestFault.WEAK_TEXT) : Optional.empty();
    }

    /**
     * Takes the key the environment names. Call it at each start: the text has no form by which it could be recognised
     * otherwise. Another text than before ends the earlier one.
     *
     * @return the key; refused if the text has fewer than 32 characters or is no random one, or if the key was rotated or
     *     revoked here, after which the environment should name none
     */
    public KeyCreation adopt(Secret text) {
        Optional<KeyRequestFault> fault = faultOf(text);
        if (fault.isPresent()) {
            return new KeyCreation.Refused(fault.get());
        }
        KeyCreation creation = keys.changeGlobal((tx, store, mint, now) -> adopt(tx, store, mint, now, text));
        if (creation instanceof KeyCreation.Created) {
            keys.lookUp(text);
        }
        return creation;
    }

    /**
     * Makes a new global key, the first one too; the one before goes on for the overlap, and those before that end.
     *
     * @param overlap zero to end the old one at once; at most 30 days
     */
    public KeyCreation rotate(Actor by, Duration overlap) {
        Optional<ApiKey> newest = living().stream().reduce((first, second) -> second);
        return newest.isPresent()
                ? keys.rotate(by, newest.get().id(), overlap, Optional.of(ROTATED))
                : keys.changeGlobal(
                        (tx, store, mint, now) -> mint.insert(tx, by, request(ROTATED), mint.freshText(), now));
    }

    /** Ends every global key and tells whether there was one. */
    public boolean revoke(Actor by) {
        return living().stream().map(key -> keys.revoke(by, key.id())).reduce(false, Boolean::logicalOr);
    }

    /** The global keys that are good now, without their texts: the one in use, and during an overlap the one before. */
    public List<ApiKey> living() {
        return keys.ofUser(USER).stream()
                .filter(key -> keys.check(key.id()) instanceof KeyVerdict.Good)
                .toList();
    }

    private KeyCreation adopt(Tx tx, ApiKeyStore store, KeyMint mint, Instant now, Secret text) {
        List<ApiKey> all = store.ofUser(USER);
        Optional<ApiKey> same = store.findByKey(Digest.of(text));
        if (same.isPresent()) {
            return same.get().user().equals(USER) && KeyJudge.isLiving(same.get(), now)
                    ? new KeyCreation.Created(same.get(), text)
                    : new KeyCreation.Refused(KeyRequestFault.NOT_GOOD);
        }
        if (all.stream().anyMatch(key -> key.name().equals(ROTATED))) {
            return new KeyCreation.Refused(KeyRequestFault.NOT_GOOD);
        }
        all.stream().filter(key -> key.revokedAt() == null).forEach(key -> keys.revoke(tx, Actor.system(), key));
        return mint.insert(tx, Actor.system(), request(ADOPTED), text, now);
    }

    private static KeyRequest request(String name) {
        return new KeyRequest(name, USER, Set.of(Scope.ADMIN), null);
    }
}
