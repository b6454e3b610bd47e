package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.audit.PrunableJournal;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.testkit.PrunableJournalContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class JdbcPrunableJournalTest extends PrunableJournalContract {
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
    protected UnitOfWork unit() {
        return database;
    }

    @Override
    protected PrunableJournal journal() {
        return database;
    }
}
