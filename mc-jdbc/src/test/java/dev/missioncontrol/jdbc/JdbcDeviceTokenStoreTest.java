package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.testkit.DeviceTokenStoreContract;
import dev.missioncontrol.trust.spi.DeviceTokenStore;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class JdbcDeviceTokenStoreTest extends DeviceTokenStoreContract {
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
    protected DeviceTokenStore tokens() {
        return database.deviceTokens();
    }

    @Override
    protected UnitOfWork unit() {
        return database;
    }
}
