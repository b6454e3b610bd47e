package dev.missioncontrol.jdbc;

import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.apikey.ApiKey;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a copy of an older state safe to go on from: sessions and device tokens end, what lost its trust since does not
 * get it back, and the epoch jumps beyond anything that was seen.
 */
final class Restoration {
    /** More revocations than a database that cannot be read any more will have seen. */
    private static final long JUMP = 1_000_000;

    private static final Pairing NONE = new Pairing.Unpaired();

    private final JdbcDatabase database;
    private final Optional<Displaced> old;
    private final Remains remains;
    private final Withdrawals withdrawn = new Withdrawals();

    Restoration(JdbcDatabase database, Optional<Displaced> old, Instant at) {
        this.database = database;
        this.old = old;
        this.remains = new Remains(at);
    }

    /** Does all of it in one transaction, with the record of it; adds what it did to the fields. */
    Withdrawals run(Path from, Fields fields) {
        Living then = database.read(Living::in);
        Optional<Living> now = old.flatMap(displaced -> displaced.comparable(then));
        String compared = old.map(displaced -> displaced.compared(then)).orElse("no");
        database.commit(tx -> {
            Link link = database.writing(tx);
            int sessions = link.update("DELETE FROM mc_session");
            int tokens = link.update("DELETE FROM mc_device_token");
            now.ifPresent(living -> withdraw(tx, then, living));
            EpochRows.jump(link, Math.max(then.epoch(), reached()) + JUMP);
            tx.revoke(new Revocation.OfPolicy());
            fields.with("sessions", sessions)
                    .with("tokens", tokens)
                    .with("withdrawn", withdrawn.count())
                    .with("compared", compared);
            return tx.record(AuditEvent.of(AuditAction.RESTORED, AuditEvent.HOST, String.valueOf(from.getFileName()))
                    .with("sessions", Integer.toString(sessions))
                    .with("tokens", Integer.toString(tokens))
                    .with("withdrawn", Integer.toString(withdrawn.count()))
                    .with("compared", compared));
        });
        return withdrawn;
    }

    private long reached() {
        return old.flatMap(Displaced::living).map(Living::epoch).orElse(0L);
    }

    private void withdraw(Tx tx, Living then, Living now) {
        pairings(tx, then, now);
        then.keys().values().forEach(key -> key(tx, key, now));
        then.users().values().forEach(user -> user(tx, user, now));
        String mode = Remains.mode(then.mode(), now.mode());
        if (!mode.equals(then.mode())) {
            database.pairings().mode(tx, mode);
            withdrawn.mode(then.mode(), mode);
        }
    }

    /** The backend's own is left: the gateway says whether it holds. */
    private void pairings(Tx tx, Living then, Living now) {
        Set<Owner> owners = new LinkedHashSet<>(then.pairings().keySet());
        owners.addAll(now.pairings().keySet());
        owners.removeIf(Owner.Backend.class::isInstance);
        for (Owner owner : owners) {
            Pairing before = then.pairings().getOrDefault(owner, NONE);
            Pairing since = now.pairings().getOrDefault(owner, NONE);
            Pairing left = remains.pairing(owner, before, since);
            if (!left.equals(before)) {
                database.pairings().put(tx, owner, left);
                withdrawn.pairing(owner, before, since);
            }
        }
    }

    private void key(Tx tx, ApiKey then, Living now) {
        ApiKey since = now.keys().get(then.id());
        ApiKey left = remains.key(then, since);
        if (!left.equals(then)) {
            database.apiKeys().update(tx, left);
            withdrawn.key(then, since, left);
        }
    }

    private void user(Tx tx, User then, Living now) {
        User since = now.users().get(then.id());
        User left = remains.user(then, since);
        if (!left.equals(then)) {
            database.users().save(tx, left);
            withdrawn.user(then, since, left);
        }
    }
}
