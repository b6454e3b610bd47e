package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Numbered SQL files, each applied once in a transaction, with the checksum of what was applied. The number in a file's
 * name is the schema version it makes.
 */
final class Migrations {
    private static final List<String> FILES = List.of(
            "V001__first_light.sql",
            "V002__trust_life.sql",
            "V003__external_identities.sql",
            "V004__audit_stubs.sql",
            "V005__row_sums.sql");
    private static final String TABLE = "CREATE TABLE IF NOT EXISTS mc_schema ("
            + "version INTEGER PRIMARY KEY, checksum TEXT NOT NULL, applied_at_ms INTEGER NOT NULL) STRICT";

    private final List<String> files;
    private final Consumer<String> beforeEach;

    /** Over these files beside this class. */
    Migrations(List<String> files) {
        this(files, statement -> {});
    }

    /** The same, with somebody who is told of each statement before it runs. */
    Migrations(List<String> files, Consumer<String> beforeEach) {
        this.files = List.copyOf(files);
        this.beforeEach = beforeEach;
    }

    /** The files of this program. */
    static Migrations standard() {
        return new Migrations(FILES);
    }

    /** Its files, in the order in which they are applied. */
    List<String> files() {
        return files;
    }

    /** The files of this program, with somebody who is told of each statement before it runs. */
    static Migrations standard(Consumer<String> beforeEach) {
        return new Migrations(FILES, beforeEach);
    }

    /**
     * Brings the schema to this program's version, in one transaction.
     *
     * @throws StoreException if the database is damaged, newer than the program, or was made by other files
     */
    void apply(Link writer, Instant now) {
        run(writer, "BEGIN IMMEDIATE");
        try {
            run(writer, TABLE);
            Set<Long> applied = applied(writer);
            refuseNewer(applied);
            boolean complete = isComplete(applied);
            if (!complete) {
                Damage.refuse(writer);
            }
            for (String file : files) {
                applyOne(writer, file, now);
            }
            if (!complete) {
                writer.forgetStatements();
                RowSums.sealEverything(writer);
            }
            run(writer, "COMMIT");
            if (!complete) {
                writer.run("PRAGMA wal_checkpoint(PASSIVE)");
            }
        } catch (RuntimeException e) {
            rollBack(writer, e);
            throw e;
        }
    }

    /**
     * Checks that the schema has this program's version.
     *
     * @throws StoreException if it is newer or older, was made by other files, or there is none
     */
    void require(Link link) {
        Set<Long> applied = isEmpty(link) ? Set.of() : applied(link);
        refuseNewer(applied);
        if (!isComplete(applied)) {
            throw new StoreException("the database has schema version " + newest(applied) + ", this program wants "
                    + known() + ": start the server of this version first, it brings the database up to date");
        }
        files.forEach(file -> isApplied(link, version(file), checksum(read(file))));
    }

    /** Tells whether nothing of ours was ever made in a database, or nothing is left of it. */
    static boolean isEmpty(Link link) {
        return link.first("SELECT 1 AS x FROM sqlite_master WHERE name = 'mc_schema'", row -> row.number("x"))
                .isEmpty();
    }

    /** A number that grows with every change of the schema, whoever makes it. */
    static long cookie(Link link) {
        return link.first("PRAGMA schema_version", row -> row.number("schema_version"))
                .orElse(0L);
    }

    private void run(Link writer, String sql) {
        beforeEach.accept(sql);
        writer.run(sql);
    }

    private static void rollBack(Link writer, RuntimeException because) {
        try {
            writer.run("ROLLBACK");
        } catch (StoreException alreadyRolledBack) {
            because.addSuppressed(alreadyRolledBack);
        }
    }

    private static Set<Long> applied(Link link) {
        return Set.copyOf(link.query("SELECT version FROM mc_schema", row -> row.number("version")));
    }

    private boolean isComplete(Set<Long> applied) {
        return files.stream().allMatch(file -> applied.contains(version(file)));
    }

    private void refuseNewer(Set<Long> applied) {
        if (newest(applied) > known()) {
            throw new StoreException(
                    "the database has schema version " + newest(applied) + ", this program knows " + known());
        }
    }

    private static long newest(Set<Long> applied) {
        return applied.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private long known() {
        return files.stream().mapToLong(Migrations::version).max().orElse(0);
    }

    private static long version(String file) {
        return Long.parseLong(file.substring(1, file.indexOf("__")));
    }

    private void applyOne(Link writer, String file, Instant now) {
        long version = version(file);
        String sql = read(file);
        String checksum = checksum(sql);
        if (isApplied(writer, version, checksum)) {
            return;
        }
        for (String statement : sql.split(";\\s*\n", -1)) {
            if (!statement.isBlank()) {
                run(writer, statement);
            }
        }
        beforeEach.accept(file);
        writer.update(
                "INSERT INTO mc_schema (version, checksum, applied_at_ms) VALUES (?, ?, ?)",
                version,
                checksum,
                now.toEpochMilli());
    }

    /** Tells whether a version was applied; refuses it if it was from another file. */
    private static boolean isApplied(Link link, long version, String checksum) {
        Optional<String> applied =
                link.first("SELECT checksum FROM mc_schema WHERE version = ?", row -> row.text("checksum"), version);
        if (applied.isPresent() && !applied.get().equals(checksum)) {
            throw new StoreException("schema version " + version + " was applied from another file");
        }
        return applied.isPresent();
    }

    private static String checksum(String sql) {
        return Digest.of(sql.getBytes(StandardCharsets.UTF_8)).hex();
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
