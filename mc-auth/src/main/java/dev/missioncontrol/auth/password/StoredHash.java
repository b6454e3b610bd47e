package dev.missioncontrol.auth.password;

import java.util.Optional;

/** A stored hash in a scheme that is known here, within the ceiling of what may be computed. */
sealed interface StoredHash permits Argon2Hash, BcryptHash, ScryptHash {

    /** Reads what is stored; empty for another scheme, another variant, a cost out of bounds, or damage. */
    static Optional<StoredHash> parse(PasswordHash stored) {
        return Argon2Hash.parse(stored)
                .<StoredHash>map(hash -> hash)
                .or(() -> ScryptHash.parse(stored))
                .or(() -> BcryptHash.parse(stored));
    }

    /** Computes, and compares in constant time. */
    boolean matches(PasswordText typed);

    /** Scheme and parameters, as {@link HashObserver} tells them. */
    String parameters();

    /** Tells whether a new hash at this cost would be no better. */
    boolean isAsStrongAs(Argon2Cost cost);
}
