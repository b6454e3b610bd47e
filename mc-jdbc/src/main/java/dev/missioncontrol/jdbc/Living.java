package dev.missioncontrol.jdbc;

import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.apikey.ApiKey;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.trust.Owner;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who has trust in a database, and how far it got.
 *
 * @param epoch its epoch
 * @param owners whose pairings stand
 * @param keys the ids of keys that are not revoked
 * @param users the roles of enabled users
 */
record Living(long epoch, Set<Owner> owners, Set<String> keys, Map<UserId, Role> users) {
    static Living in(JdbcDatabase database) {
        Set<Owner> owners = new HashSet<>();
        database.read(PairingRows::paired).forEach(kept -> owners.add(kept.owner()));
        return new Living(
                database.current().number(),
                owners,
                database.apiKeys().list().stream()
                        .filter(key -> key.revokedAt() == null)
                        .map(ApiKey::id)
                        .collect(Collectors.toSet()),
                database.users().list().stream()
                        .filter(User::isEnabled)
                        .collect(Collectors.toMap(User::id, User::role)));
    }
}
