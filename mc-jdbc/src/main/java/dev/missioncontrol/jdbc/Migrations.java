package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Numbered SQL files, each applied once in a transaction, with the checksum of what was applied. The number in a file's
 * name is the schema version it makes.
 */
final class Migrations {
    private static final List<String> FILES = List.of(
            "V001__first_light.sql", "V002__trust_life.sql", "V003__external_identities.sql", "V004__audit_stubs.sql");
    private static final String TABLE = "CREATE TABLE IF NOT EXISTS mc_schema ("
            + "version INTEGER PRIMARY KEY, checksum TEXT NOT NULL, applied_at_ms INTEGER NOT NULL) STRICT";

    private final List<String> files;

    /** Over these files beside this class. */
    Migrations(List<String> files) {
        this.files = List.copyOf(files);
    }

    /** The files of this program. */
    static Migrations standard() {
        return new Migrations(FILES);
    }

    /**
     * Brings the schema to this program's version.
     *
     * @throws StoreException if the database is newer than the program, or was made by other files
     */
    void apply(Link writer, Instant now) {
        writer.run("BEGIN IMMEDIATE");
        try {
            writer.run(TABLE);
            refuseNewer(writer);
            for (String file : files) {
                applyOne(writer, file, now);
            }
            writer.run("COMMIT");
        } catch (RuntimeException e) {
            rollBack(writer, e);
            throw e;
        }
    }

    private static void rollBack(Link writer, RuntimeException because) {
        try {
            writer.run("ROLLBACK");
        } catch (StoreException alreadyRolledBack) {
            because.addSuppressed(alreadyRolledBack);
        }
    }

    private void refuseNewer(Link writer) {
        long newest = writer.first("SELECT coalesce(max(version), 0) AS v FROM mc_schema", row -> row.number("v"))
                .orElse(0L);
        int known = files.stream().mapToInt(Migrations::version).max().orElse(0);
        if (newest > known) {
            throw new StoreException("the database has schema version " + newest + ", this program knows " + known);
        }
    }

    private static int version(String file) {
        return Integer.parseInt(file.substring(1, file.indexOf("__")));
    }

    private static void applyOne(Link writer, String file, Instant now) {
        int version = version(file);
        String sql = read(file);
        String checksum = Digest.of(sql.getBytes(StandardCharsets.UTF_8)).hex();
        Optional<String> applied = writer.first(
                "SELECT checksum FROM mc_schema WHERE version = ?", row -> row.text("checksum"), (long) version);
        if (applied.isPresent()) {
            if (!applied.get().equals(checksum)) {
                throw new StoreException("schema version " + version + " was applied from another file");
            }
            return;
        }
        for (String statement : sql.split(";\\s*\n", -1)) {
            if (!statement.isBlank()) {
                writer.run(statement);
            }
        }
        writer.update(
                "INSERT INTO mc_schema (version, checksum, applied_at_ms) VALUES (?, ?, ?)",
                (long) version,
                checksum,
                now.toEpochMilli());
    }

    private static String read(String file) {
        try (InputStream in = Migrations.class.getResourceAsStream("sqlite/" + file)) {
            if (in == null) {
                throw new StoreException("a schema file is missing from the program: " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StoreException("a schema file cannot be read: " + file, e);
        }
    }
}
