package dev.missioncontrol.auth.apikey;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A key a program signs in with, on behalf of a user. Holds neither the key text nor its digest.
 *
 * @param id the public id: safe to show, worth nothing as a credential
 * @param name what people call it: 1 to 128 characters
 * @param user on whose behalf it works: never more than that user may do now
 * @param scopes the most it may be used for; a key without scopes has no rights
 * @param createdAt when it was made
 * @param expiresAt when it ends by itself; null for never
 * @param lastUsed the latest use, to the minute; null if it was never used
 * @param revokedAt when it was revoked; null while it is good
 */
public record ApiKey(
        String id,
        String name,
        UserId user,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsed,
        @Nullable Instant revokedAt) {

    public ApiKey {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(createdAt, "createdAt");
        scopes = Collections.unmodifiableSortedSet(new TreeSet<>(scopes));
    }

    /** The most this key may be used for, as operator access. */
    public Access cap() {
        return new Access(ClientRole.OPERATOR, scopes);
    }

    /** A copy that was used at this time. */
    public ApiKey usedAt(Instant at) {
        return new ApiKey(id, name, user, scopes, createdAt, expiresAt, at, revokedAt);
    }

    /** A copy that ends at this time. */
    public ApiKey endingAt(Instant end) {
        return new ApiKey(id, name, user, scopes, createdAt, end, lastUsed, revokedAt);
    }

    /** A copy revoked at this time. */
    public ApiKey revokedAt(Instant at) {
        return new ApiKey(id, name, user, scopes, createdAt, expiresAt, lastUsed, at);
    }
}
