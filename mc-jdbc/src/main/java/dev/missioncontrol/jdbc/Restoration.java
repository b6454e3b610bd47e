package dev.missioncontrol.jdbc;

import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.UserStatus;
import dev.missioncontrol.auth.apikey.ApiKey;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes a copy of an older state safe to go on from: sessions and device tokens end, what lost its trust since does not
 * get it back, and the epoch jumps beyond anything that was seen.
 */
final class Restoration {
    /** More revocations than a database that cannot be read any more will have seen. */
    private static final long JUMP = 1_000_000;

    private final JdbcDatabase database;
    private final Optional<Living> now;
    private final Instant at;

    Restoration(JdbcDatabase database, Optional<Living> now, Instant at) {
        this.database = database;
        this.now = now;
        this.at = at;
    }

    /** Does all of it in one transaction, with the record of it; adds what it did to the fields. */
    void run(Path from, Fields fields) {
        Living then = Living.in(database);
        database.commit(tx -> {
            Link link = database.writing(tx);
            int sessions = link.update("DELETE FROM mc_session");
            int tokens = link.update("DELETE FROM mc_device_token");
            int withdrawn = now.map(living -> withdraw(tx, living)).orElse(0);
            long reached = Math.max(then.epoch(), now.map(Living::epoch).orElse(0L));
            EpochRows.jump(link, reached + JUMP);
            tx.revoke(new Revocation.OfPolicy());
            fields.with("sessions", sessions).with("tokens", tokens).with("withdrawn", withdrawn);
            return tx.record(AuditEvent.of(AuditAction.RESTORED, AuditEvent.HOST, String.valueOf(from.getFileName()))
                    .with("sessions", Integer.toString(sessions))
                    .with("tokens", Integer.toString(tokens))
                    .with("withdrawn", Integer.toString(withdrawn))
                    .with("compared", now.isPresent() ? "yes" : "no"));
        });
    }

    private int withdraw(Tx tx, Living living) {
        return pairings(tx, living) + keys(tx, living) + users(tx, living);
    }

    /** The backend's own is left: the gateway says whether it holds. */
    private int pairings(Tx tx, Living living) {
        List<Owner> gone = database.read(PairingRows::paired).stream()
                .map(PairingRows.Kept::owner)
                .filter(owner ->
                        !(owner instanceof Owner.Backend) && !living.owners().contains(owner))
                .toList();
        gone.forEach(owner -> database.pairings()
                .put(tx, owner, owner instanceof Owner.Device ? new Pairing.Revoked(at) : new Pairing.Unpaired()));
        return gone.size();
    }

    private int keys(Tx tx, Living living) {
        List<ApiKey> gone = database.apiKeys().list().stream()
                .filter(key -> key.revokedAt() == null && !living.keys().contains(key.id()))
                .toList();
        gone.forEach(key -> database.apiKeys().update(tx, revoked(key)));
        return gone.size();
    }

    private ApiKey revoked(ApiKey key) {
        return new ApiKey(
                key.id(), key.name(), key.user(), key.scopes(), key.createdAt(), key.expiresAt(), key.lastUsed(), at);
    }

    private int users(Tx tx, Living living) {
        List<User> higher = database.users().list().stream()
                .filter(User::isEnabled)
                .filter(user -> !Optional.ofNullable(living.users().get(user.id()))
                        .filter(role -> role.includes(user.role()))
                        .isPresent())
                .toList();
        higher.forEach(user -> database.users().save(tx, lowered(user, living)));
        return higher.size();
    }

    private static User lowered(User user, Living living) {
        Role role = living.users().get(user.id());
        return role == null ? user.withStatus(UserStatus.DISABLED) : user.withRole(role);
    }
}
