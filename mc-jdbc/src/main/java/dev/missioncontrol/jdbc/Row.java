package dev.missioncontrol.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The present row of a query. */
final class Row {
    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    String text(String column) {
        return optionalText(column).orElse("");
    }

    Optional<String> optionalText(String column) {
        try {
            return Optional.ofNullable(result.getString(column));
        } catch (SQLException e) {
            throw Link.lost("read " + column, e);
        }
    }

    long number(String column) {
        try {
            return result.getLong(column);
        } catch (SQLException e) {
            throw Link.lost("read " + column, e);
        }
    }

    byte[] bytes(String column) {
        try {
            byte[] bytes = result.getBytes(column);
            return bytes == null ? new byte[0] : bytes;
        } catch (SQLException e) {
            throw Link.lost("read " + column, e);
        }
    }

    Instant time(String column) {
        return Instant.ofEpochMilli(number(column));
    }

    Optional<Instant> optionalTime(String column) {
        try {
            long millis = result.getLong(column);
            return result.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
        } catch (SQLException e) {
            throw Link.lost("read " + column, e);
        }
    }
}
