package dev.missioncontrol.jdbc;

import dev.missioncontrol.auth.ExternalIdentity;
import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.UserStatus;
import dev.missioncontrol.auth.apikey.ApiKey;
import dev.missioncontrol.auth.password.PasswordHash;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What remains of a thing of an older state when all is taken away that a newer state does not give it any more. Nothing
 * of it is ever more than in either state; only a password is the newer one, since the older one may have leaked.
 */
final class Remains {
    private final Instant at;

    /** Whatever is cut off is cut off at this time. */
    Remains(Instant at) {
        this.at = at;
    }

    Pairing pairing(Owner owner, Pairing then, Pairing now) {
        if (then instanceof Pairing.Paired before) {
            return now instanceof Pairing.Paired after ? pairing(owner, before, after) : ended(owner, now);
        }
        boolean harder = now instanceof Pairing.Revoked
                || (now instanceof Pairing.Unpaired unpaired && unpaired.tombstone() != null);
        return harder && then.equals(new Pairing.Unpaired()) ? now : then;
    }

    private Pairing pairing(Owner owner, Pairing.Paired then, Pairing.Paired now) {
        Access shared = now.access().covers(then.access())
                ? then.access()
                : then.access().intersect(now.access());
        return (shared.isEmpty() && !then.access().isEmpty()) || !Objects.equals(then.holder(), now.holder())
                ? cutOff(owner)
                : new Pairing.Paired(shared, then.since(), then.approvedBy(), then.holder(), then.traits());
    }

    private Pairing ended(Owner owner, Pairing now) {
        return now.equals(new Pairing.Unpaired()) ? cutOff(owner) : now;
    }

    private Pairing cutOff(Owner owner) {
        return owner instanceof Owner.Device ? new Pairing.Revoked(at) : new Pairing.Unpaired();
    }

    ApiKey key(ApiKey then, @Nullable ApiKey now) {
        if (then.revokedAt() != null) {
            return then;
        }
        if (now == null || now.revokedAt() != null || !now.user().equals(then.user())) {
            return then.revokedAt(at);
        }
        Access shared = now.cap().covers(then.cap()) ? then.cap() : then.cap().intersect(now.cap());
        return new ApiKey(
                then.id(),
                then.name(),
                then.user(),
                shared.scopes(),
                then.createdAt(),
                earlier(then.expiresAt(), now.expiresAt()),
                then.lastUsed(),
                null);
    }

    private static @Nullable Instant earlier(@Nullable Instant then, @Nullable Instant now) {
        if (then == null || now == null) {
            return then == null ? now : then;
        }
        return now.isBefore(then) ? now : then;
    }

    User user(User then, @Nullable User now) {
        return now == null
                ? then.withStatus(UserStatus.DISABLED)
                : new User(
                        then.id(),
                        then.displayName(),
                        role(then.role(), now.role()),
                        status(then.status(), now.status()),
                        password(then.passwordHash(), now.passwordHash()),
                        then.createdAt(),
                        identity(then.identity(), now.identity()));
    }

    private static Role role(Role then, Role now) {
        return now.includes(then) ? then : now;
    }

    private static UserStatus status(UserStatus then, UserStatus now) {
        return then == UserStatus.ENABLED || now == UserStatus.DISABLED ? now : then;
    }

    private static @Nullable PasswordHash password(@Nullable PasswordHash then, @Nullable PasswordHash now) {
        return then == null ? null : now;
    }

    private static @Nullable ExternalIdentity identity(
            @Nullable ExternalIdentity then, @Nullable ExternalIdentity now) {
        return Objects.equals(then, now) ? then : null;
    }

    /** The mode that stands, unless it is the standard one: whichever is not the standard one asks for more. */
    static String mode(String then, String now) {
        return now.isEmpty() ? then : now;
    }
}
