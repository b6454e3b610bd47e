package dev.missioncontrol.benchmarks.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Two tables and two prepared statements: the least that keeps the same facts. */
final class PlainLedger implements Ledger {
    private static final byte[] BODY = new byte[160];
    private static final String HASH = "0".repeat(64);

    private final Connection connection;
    private final PreparedStatement pairing;
    private final PreparedStatement record;

    private PlainLedger(Connection connection) throws SQLException {
        this.connection = connection;
        this.pairing =
                connection.prepareStatement("INSERT INTO pairing (owner, scopes, since) VALUES (?, 'operator.read', ?)"
                        + " ON CONFLICT (owner) DO UPDATE SET scopes = excluded.scopes, since = excluded.since");
        this.record = connection.prepareStatement("INSERT INTO record (body, previous, hash) VALUES (?, ?, ?)");
    }

    static PlainLedger in(Path folder) {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("plain.db"));
            try (Statement schema = connection.createStatement()) {
                schema.execute("PRAGMA journal_mode = WAL");
                schema.execute("PRAGMA synchronous = FULL");
                schema.execute("CREATE TABLE pairing (owner TEXT PRIMARY KEY, scopes TEXT, since INTEGER) STRICT");
                schema.execute(
                        "CREATE TABLE record (n INTEGER PRIMARY KEY, body BLOB, previous TEXT, hash TEXT) STRICT");
            }
            connection.setAutoCommit(false);
            return new PlainLedger(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void change(int row) {
        try {
            pairing.setString(1, "person" + row);
            pairing.setLong(2, System.currentTimeMillis());
            pairing.executeUpdate();
            record.setBytes(1, BODY);
            record.setString(2, HASH);
            record.setString(3, HASH);
            record.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public long changes() {
        try (Statement count = connection.createStatement();
                ResultSet result = count.executeQuery("SELECT count(*) FROM record")) {
            return result.next() ? result.getLong(1) : 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
