package dev.missioncontrol.jdbc;

import dev.missioncontrol.auth.spi.SessionStore;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.testkit.SessionStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class JdbcSessionStoreTest extends SessionStoreContract {
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
    protected SessionStore sessions() {
        return database.sessions();
    }

    @Override
    protected UnitOfWork unit() {
        return database;
    }
}
