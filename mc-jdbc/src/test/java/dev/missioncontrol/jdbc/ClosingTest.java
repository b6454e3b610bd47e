package dev.missioncontrol.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.store.StoreException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of a database stays open that was not opened, or that was closed. */
class ClosingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Path file;

    @BeforeEach
    void place(@TempDir Path folder) {
        file = folder.resolve("mc.db");
    }

    @Test
    void opening_whenTheClockFails_leavesNothingOpen() {
        Fixture.open(file).close();
        InstantSource broken = () -> {
            throw new ArithmeticException("no time");
        };

        assertThatThrownBy(() -> JdbcDatabase.sqlite(file, broken)).isInstanceOf(ArithmeticException.class);

        assertNobodyHasItOpen();
    }

    @Test
    void closing_whenItFailsForOneConnection_closesTheOthers() {
        Fixture.open(file).close();
        SqliteFile opened = SqliteFile.at(file);
        Link writer = opened.writer(PATIENCE);
        writer.run("BEGIN");
        writer.run("COMMIT");
        HeadFile head = HeadFile.open(opened.beside("-head"));
        Link reader = new Link(failing());
        FileWatch watch = FileWatch.of(opened);
        JdbcDatabase database = new JdbcDatabase(
                new Transactions(
                        writer, Migrations.cookie(writer), watch, head, InstantSource.fixed(Fixture.NOON), PATIENCE),
                new Reads(reader, watch, PATIENCE));

        assertThatThrownBy(database::close).isInstanceOf(StoreException.class);

        assertNobodyHasItOpen();
    }

    private static Connection failing() {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    throw new SQLException("the disk is gone");
                });
    }

    /** Leaving the write-ahead mode needs a database that nobody else has open. */
    private void assertNobodyHasItOpen() {
        try (Link link = SqliteFile.at(file).reader(Duration.ofMillis(1))) {
            link.run("PRAGMA query_only = OFF");
            assertThat(link.first("PRAGMA journal_mode = DELETE", row -> row.text("journal_mode")))
                    .contains("delete");
        }
    }
}
