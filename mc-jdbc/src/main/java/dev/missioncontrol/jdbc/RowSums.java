package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.secret.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A digest for each row, beside the rows. SQLite has none of its own: a bit that flips within a value would be taken for
 * the value.
 *
 * <p>Triggers of the writing connection note which rows a transaction touched, whatever wrote them; their digests are
 * renewed as the last step before the commit. The audit log is left out, since its chain does the same and more, and so is
 * the list of migrations, which is compared with the program's own.
 */
final class RowSums {
    /** The schema version that brought the digests. */
    private static final long SINCE = 5;

    private static final String TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'mc_*'"
            + " AND name NOT IN ('mc_row_sum', 'mc_schema', 'mc_audit') ORDER BY name";
    private static final String ROWS = "SELECT rowid AS of_row, * FROM main.%s ORDER BY rowid";
    private static final String SCHEMA =
            "SELECT type, name, tbl_name, sql FROM sqlite_master" + " WHERE tbl_name GLOB 'mc_*' ORDER BY name";
    private static final String WRITE = "INSERT INTO mc_row_sum (of_table, of_row, sum) VALUES (?, ?, ?)"
            + " ON CONFLICT (of_table, of_row) DO UPDATE SET sum = excluded.sum";

    private RowSums() {}

    /** Makes a connection note the rows it writes. */
    static void watch(Link writer) {
        writer.run("PRAGMA temp_store = MEMORY");
        writer.run("PRAGMA recursive_triggers = ON");
        writer.run("CREATE TEMP TABLE mc_written (of_table TEXT NOT NULL, of_row INTEGER NOT NULL)");
        for (String table : tables(writer)) {
            trigger(writer, table, "INSERT", "new", "");
            trigger(writer, table, "UPDATE", "new", "");
            trigger(writer, table, "UPDATE", "old", "WHEN old.rowid <> new.rowid");
            trigger(writer, table, "DELETE", "old", "");
        }
    }

    private static void trigger(Link writer, String table, String event, String row, String when) {
        writer.run("CREATE TEMP TRIGGER written_%s_%s_%s AFTER %s ON main.%s %s BEGIN"
                        .formatted(table, event, row, event, table, when)
                + " INSERT INTO mc_written (of_table, of_row) VALUES ('%s', %s.rowid); END".formatted(table, row));
    }

    /** Renews the digests of the rows this transaction wrote. */
    static void sealWritten(Link writer) {
        List<Place> written =
                writer.query("SELECT DISTINCT of_table, of_row FROM temp.mc_written", row -> Place.of(row, "of_table"));
        written.forEach(place -> seal(writer, place));
        if (!written.isEmpty()) {
            writer.update("DELETE FROM temp.mc_written");
        }
    }

    private static void seal(Link writer, Place place) {
        Optional<String> digest = writer.first(
                "SELECT rowid AS of_row, * FROM main." + place.table() + " WHERE rowid = ?", Row::digest, place.row());
        if (digest.isPresent()) {
            writer.update(WRITE, place.table(), place.row(), digest.get());
        } else {
            writer.update("DELETE FROM mc_row_sum WHERE of_table = ? AND of_row = ?", place.table(), place.row());
        }
    }

    /** Digests every row anew, and the schema: behind a migration. An old schema has no place for that. */
    static void sealEverything(Link writer) {
        if (!isSealed(writer)) {
            return;
        }
        writer.update("DELETE FROM mc_row_sum");
        for (String table : tables(writer)) {
            sums(writer, table)
                    .forEach(sum -> writer.update(
                            WRITE, sum.place().table(), sum.place().row(), sum.digest()));
        }
        writer.update(WRITE, "sqlite_master", 0L, schema(writer));
    }

    /** The first row that is not what was written, in words. The caller holds a transaction, so nobody writes meanwhile. */
    static Optional<String> fault(Link link) {
        if (!isSealed(link)) {
            return isDueToBeSealed(link) ? Optional.of("mc_row_sum is gone") : Optional.empty();
        }
        if (!kept(link, "sqlite_master").equals(List.of(new Sum(new Place("sqlite_master", 0), schema(link))))) {
            return Optional.of("the schema is not what was written");
        }
        List<String> tables = tables(link);
        long strangers = link.query("SELECT DISTINCT of_table FROM mc_row_sum", row -> row.text("of_table")).stream()
                .filter(table -> !table.equals("sqlite_master") && !tables.contains(table))
                .count();
        return strangers > 0
                ? Optional.of("mc_row_sum speaks of tables that are not there")
                : tables.stream().flatMap(table -> fault(link, table).stream()).findFirst();
    }

    private static Optional<String> fault(Link link, String table) {
        List<Sum> found = sums(link, table);
        List<Sum> kept = kept(link, table);
        for (int i = 0; i < Math.min(found.size(), kept.size()); i++) {
            if (!found.get(i).equals(kept.get(i))) {
                long row =
                        Math.min(found.get(i).place().row(), kept.get(i).place().row());
                return Optional.of("row %d of %s is not what was written".formatted(row, table));
            }
        }
        return found.size() == kept.size()
                ? Optional.empty()
                : Optional.of("%s has %d rows, %d were written".formatted(table, found.size(), kept.size()));
    }

    /** The rows of a table that are what was written, as values, oldest first. */
    static <T> List<T> intact(Link link, String table, Function<Row, T> each) {
        Set<Sum> kept = Set.copyOf(kept(link, table));
        List<Optional<T>> values = link.query(
                ROWS.formatted(table),
                row -> kept.contains(sum(table, row)) ? Optional.of(each.apply(row)) : Optional.empty());
        return values.stream().flatMap(Optional::stream).toList();
    }

    private static boolean isSealed(Link link) {
        return link.first("SELECT 1 AS x FROM sqlite_master WHERE name = 'mc_row_sum'", row -> row.number("x"))
                .isPresent();
    }

    private static boolean isDueToBeSealed(Link link) {
        return !Migrations.isEmpty(link)
                && link.first("SELECT 1 AS x FROM mc_schema WHERE version >= ?", row -> row.number("x"), SINCE)
                        .isPresent();
    }

    private static List<String> tables(Link link) {
        return link.query(TABLES, row -> row.text("name"));
    }

    private static List<Sum> sums(Link link, String table) {
        return link.query(ROWS.formatted(table), row -> sum(table, row));
    }

    private static Sum sum(String table, Row row) {
        return new Sum(new Place(table, row.number("of_row")), row.digest());
    }

    private static List<Sum> kept(Link link, String table) {
        return link.query(
                "SELECT of_row, sum FROM mc_row_sum WHERE of_table = ? ORDER BY of_row",
                row -> new Sum(new Place(table, row.number("of_row")), row.text("sum")),
                table);
    }

    private static String schema(Link link) {
        String digests = String.join("", link.query(SCHEMA, Row::digest));
        return Digest.of(digests.getBytes(StandardCharsets.US_ASCII)).hex();
    }

    private record Place(String table, long row) {
        static Place of(Row row, String table) {
            return new Place(row.text(table), row.number("of_row"));
        }
    }

    private record Sum(Place place, String digest) {}
}
