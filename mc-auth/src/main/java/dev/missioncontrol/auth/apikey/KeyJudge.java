package dev.missioncontrol.auth.apikey;

import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.UserStatus;
import dev.missioncontrol.auth.spi.UserStore;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/** Whether a key that was found is good now, and for whom. */
final class KeyJudge {

    private static final User GLOBAL =
            new User(GlobalKey.USER, "API Access", Role.ADMIN, UserStatus.ENABLED, null, Instant.EPOCH);

    private final UserStore users;

    KeyJudge(UserStore users) {
        this.users = users;
    }

    KeyVerdict judge(Optional<ApiKey> found, Instant now) {
        if (found.isEmpty()) {
            return new KeyVerdict.Refused(KeyFault.UNKNOWN);
        }
        ApiKey key = found.get();
        Optional<User> user = owner(key);
        Optional<KeyFault> fault = faultOf(key, now);
        if (fault.isPresent()) {
            return new KeyVerdict.Refused(fault.get());
        }
        return user.<KeyVerdict>map(known -> new KeyVerdict.Good(key, known))
                .orElseGet(() -> new KeyVerdict.Refused(KeyFault.USER));
    }

    static boolean isLiving(ApiKey key, Instant now) {
        Instant end = key.expiresAt();
        return key.revokedAt() == null && (end == null || end.isAfter(now));
    }

    /** The enabled account of this id, or who stands behind a global key. */
    Optional<User> user(UserId id) {
        return id.equals(GlobalKey.USER) ? Optional.of(GLOBAL) : users.find(id).filter(User::isEnabled);
    }

    /** A key that is older than its account was another account's of the same name. */
    private Optional<User> owner(ApiKey key) {
        return user(key.user()).filter(known -> !key.createdAt().isBefore(known.createdAt()));
    }

    private static Optional<KeyFault> faultOf(ApiKey key, Instant now) {
        if (key.revokedAt() != null) {
            return Optional.of(KeyFault.REVOKED);
        }
        if (!isLiving(key, now)) {
            return Optional.of(KeyFault.EXPIRED);
        }
        return key.scopes().stream().anyMatch(Scope::isKnown) ? Optional.empty() : Optional.of(KeyFault.NO_SCOPES);
    }
}
