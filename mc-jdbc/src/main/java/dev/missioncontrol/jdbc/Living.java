package dev.missioncontrol.jdbc;

import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.apikey.ApiKey;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Who has trust in a database and who lost it, and how far it got.
 *
 * @param epoch its epoch, 0 if that cannot be read
 * @param latest the number of its newest audit record
 * @param mode the name of the mode that was switched to; empty for the standard one
 * @param pairings all that is on record about devices, people and the backend
 * @param keys the API keys by their ids, revoked ones included
 * @param users the accounts
 */
record Living(
        long epoch,
        long latest,
        String mode,
        Map<Owner, Pairing> pairings,
        Map<String, ApiKey> keys,
        Map<UserId, User> users) {

    /** Reads it from the rows that are what was written; a row that is not counts as gone. */
    static Living in(Link link) {
        return new Living(
                first(RowSums.intact(link, "mc_epoch", row -> row.number("n")), 0L),
                AuditRows.latest(link),
                first(RowSums.intact(link, "mc_mode", row -> row.text("name")), ""),
                byName(
                        RowSums.intact(link, "mc_pairing", PairingRows.Kept::of),
                        PairingRows.Kept::owner,
                        PairingRows.Kept::pairing),
                byName(RowSums.intact(link, "mc_api_key", JdbcApiKeyStore::key), ApiKey::id, key -> key),
                byName(RowSums.intact(link, "mc_user", JdbcUserStore::user), User::id, user -> user));
    }

    private static <T> T first(List<T> found, T otherwise) {
        return found.stream().findFirst().orElse(otherwise);
    }

    private static <R, K, V> Map<K, V> byName(List<R> rows, Function<R, K> name, Function<R, V> value) {
        Map<K, V> named = new LinkedHashMap<>();
        rows.forEach(row -> named.put(name.apply(row), value.apply(row)));
        return named;
    }
}
