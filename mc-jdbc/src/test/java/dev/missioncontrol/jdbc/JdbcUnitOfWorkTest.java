package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.audit.AuditJournal;
import dev.missioncontrol.core.epoch.EpochJournal;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.testkit.UnitOfWorkContract;
import dev.missioncontrol.trust.spi.PairingStore;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class JdbcUnitOfWorkTest extends UnitOfWorkContract {
    private JdbcDatabase database;
    private JdbcDatabase another;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = JdbcDatabase.sqlite(folder.resolve("mc.db"), InstantSource.system());
        another = JdbcDatabase.sqlite(folder.resolve("another.db"), InstantSource.system());
    }

    @AfterEach
    void close() {
        database.close();
        another.close();
    }

    @Override
    protected UnitOfWork unit() {
        return database;
    }

    @Override
    protected AuditJournal audit() {
        return database;
    }

    @Override
    protected EpochJournal epochs() {
        return database;
    }

    @Override
    protected PairingStore pairings() {
        return database.pairings();
    }

    @Override
    protected UnitOfWork anotherUnit() {
        return another;
    }
}
