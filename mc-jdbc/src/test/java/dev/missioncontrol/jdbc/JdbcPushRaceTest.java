package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.audit.AuditJournal;
import dev.missioncontrol.core.epoch.EpochJournal;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.testkit.PushRaceContract;
import dev.missioncontrol.trust.spi.PairingStore;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class JdbcPushRaceTest extends PushRaceContract {
    private JdbcDatabase database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = JdbcDatabase.sqlite(folder.resolve("mc.db"), InstantSource.system());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected PairingStore pairings() {
        return database.pairings();
    }

    @Override
    protected UnitOfWork unit() {
        return database;
    }

    @Override
    protected AuditJournal journal() {
        return database;
    }

    @Override
    protected EpochJournal epochs() {
        return database;
    }
}
