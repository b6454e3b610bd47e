package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One connection with its prepared statements. Values are bound, never written into SQL. For one thread at a time. */
final class Link implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Link(Connection connection) {
        this.connection = connection;
    }

    /** Runs a query with bound values; each is a String, a Long, a byte array, or null. */
    <R> List<R> query(String sql, Function<Row, R> each, @Nullable Object... values) {
        try (ResultSet result = bound(sql, values).executeQuery()) {
            List<R> rows = new ArrayList<>();
            Row row = new Row(result);
            while (result.next()) {
                rows.add(each.apply(row));
            }
            return rows;
        } catch (SQLException e) {
            throw lost("read", sql, e);
        } catch (IllegalArgumentException e) {
            throw new StoreException("a row is damaged", e);
        }
    }

    /** The first row of a query. */
    <R> Optional<R> first(String sql, Function<Row, R> each, @Nullable Object... values) {
        return query(sql, each, values).stream().findFirst();
    }

    /** Runs a statement with bound values; says how many rows it changed. */
    int update(String sql, @Nullable Object... values) {
        try {
            return bound(sql, values).executeUpdate();
        } catch (SQLException e) {
            throw lost("write", sql, e);
        }
    }

    /** Runs fixed SQL without values: transaction control and schema. */
    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw lost("run a statement", e);
        }
    }

    /** Lets go of the prepared statements: they know the columns of the schema they were made for. */
    void forgetStatements() {
        try {
            for (PreparedStatement statement : prepared.values()) {
                statement.close();
            }
        } catch (SQLException e) {
            throw lost("close a statement", e);
        } finally {
            prepared.clear();
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /** A statement that failed is not used again: the driver leaves it unusable when the disk was full. */
    private StoreException lost(String what, String sql, SQLException e) {
        PreparedStatement failed = prepared.remove(sql);
        if (failed != null) {
            try {
                failed.close();
            } catch (SQLException alsoLost) {
                e.addSuppressed(alsoLost);
            }
        }
        return lost(what, e);
    }

    static StoreException lost(String what, SQLException e) {
        return new StoreException("the database could not " + what, e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw lost("close", e);
        }
    }
}
