package dev.missioncontrol.jdbc;

import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import java.util.List;

/** Pairings that no store lists: those of people and the backend, and what is left of forgotten devices. */
final class PairingRows {
    private PairingRows() {}

    static List<Kept> ofOthers(Link link) {
        return link.query(
                "SELECT * FROM mc_pairing WHERE owner_kind <> 'device' ORDER BY owner_kind, owner_id", Kept::of);
    }

    static List<Kept> forgotten(Link link) {
        return link.query(
                "SELECT * FROM mc_pairing WHERE owner_kind = 'device' AND state = 'forgotten' ORDER BY owner_id",
                Kept::of);
    }

    /** A pairing and whose it is. */
    record Kept(Owner owner, Pairing pairing) {
        static Kept of(Row row) {
            return new Kept(Columns.owner(row), JdbcPairingStore.pairing(row));
        }
    }
}
