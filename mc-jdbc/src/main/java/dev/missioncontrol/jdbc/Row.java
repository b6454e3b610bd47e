package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.secret.Digest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** A digest over the names, kinds and values of all columns, in hexadecimal digits. */
    String digest() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            ResultSetMetaData columns = result.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                write(out, 'c', columns.getColumnName(i).getBytes(StandardCharsets.UTF_8));
                write(out, result.getObject(i));
            }
        } catch (SQLException e) {
            throw Link.lost("read a row", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Digest.of(bytes.toByteArray()).hex();
    }

    private static void write(DataOutputStream out, @Nullable Object value) throws IOException {
        if (value == null) {
            write(out, '-', new byte[0]);
        } else if (value instanceof byte[] blob) {
            write(out, 'b', blob);
        } else {
            write(out, value instanceof Number ? 'n' : 't', value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void write(DataOutputStream out, char kind, byte[] content) throws IOException {
        out.writeChar(kind);
        out.writeInt(content.length);
        out.write(content);
    }
}
