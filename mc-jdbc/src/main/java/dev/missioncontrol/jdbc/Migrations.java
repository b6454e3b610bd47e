package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Numbered SQL files, each applied once in a transaction, with the checksum of what was applied. */
final class Migrations {
    private static final List<String> FILES = List.of("V001__first_light.sql");
    private static final String TABLE = "CREATE TABLE IF NOT EXISTS mc_schema ("
            + "version INTEGER PRIMARY KEY, checksum TEXT NOT NULL, applied_at_ms INTEGER NOT NULL) STRICT";

    private final List<String> files;

    /** Over these files beside this class, the first of which makes version 1. */
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
            for (int version = 1; version <= files.size(); version++) {
                applyOne(writer, version, now);
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
        if (newest > files.size()) {
            throw new StoreException(
                    "the database has schema version " + newest + ", this program knows " + files.size());
        }
    }

    private void applyOne(Link writer, int version, Instant now) {
        String sql = read(files.get(version - 1));
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
