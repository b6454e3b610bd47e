package dev.missioncontrol.benchmarks.store;

import java.nio.file.Path;

/** The ways to make a change durable that are measured side by side, all on a new SQLite file each. */
public enum LedgerPeer {
    /** {@code JdbcDatabase}: a pairing with its chained audit record, row digests, a look at the files, the head file. */
    OURS {
        @Override
        Ledger in(Path folder) {
            return new OurLedger(folder);
        }
    },
    /** The same two rows by plain JDBC, with the same journal mode and the same sync. */
    PLAIN_SQLITE {
        @Override
        Ledger in(Path folder) {
            return PlainLedger.in(folder);
        }
    };

    abstract Ledger in(Path folder);
}
