package dev.missioncontrol.benchmarks.store;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.jdbc.JdbcDatabase;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.spi.PairingStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;

/** Our store. */
final class OurLedger implements Ledger {
    private static final InstantSource CLOCK = InstantSource.system();

    private final JdbcDatabase database;
    private final PairingStore pairings;

    OurLedger(Path folder) {
        this.database = JdbcDatabase.sqlite(folder.resolve("ours.db"), CLOCK);
        this.pairings = database.pairings();
    }

    @Override
    public void change(int row) {
        UserId person = new UserId("person" + row);
        Pairing paired = new Pairing.Paired(Access.operator(Scope.READ), CLOCK.instant(), Set.of(person), null, null);
        database.commit(tx -> {
            pairings.put(tx, new Owner.User(person), paired);
            return tx.record(AuditEvent.by(person, AuditAction.PAIRING_APPROVED, "user:" + person));
        });
    }

    @Override
    public long changes() {
        return database.latest();
    }

    @Override
    public void close() {
        database.close();
    }
}
