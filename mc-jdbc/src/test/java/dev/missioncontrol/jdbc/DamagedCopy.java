package dev.missioncontrol.jdbc;

import static dev.missioncontrol.jdbc.Fixture.ALICE;
import static dev.missioncontrol.jdbc.Fixture.NOON;

import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.UserStatus;
import dev.missioncontrol.auth.apikey.ApiKey;
import dev.missioncontrol.auth.session.Session;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.net.Cidr;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A database of 100 audit records as bytes, from which damaged copies are made and opened. */
final class DamagedCopy {
    /** What became of a damaged copy. */
    enum Verdict {
        /** It was not opened. */
        NOT_OPENED,
        /** It was opened, and reading something of it said no. */
        NOT_READ,
        /** It was opened, and {@code verify} said no: damage within the audit log is found by that alone. */
        NOT_VERIFIED,
        /** The damage is where nothing is kept: all that is read is what was written. */
        HARMLESS,
        /** Something else is read than was written, and nobody said so. */
        SILENTLY_WRONG
    }

    private static final List<String> SUFFIXES = List.of("", "-wal", "-head");

    private final Path place;
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<Object> truth;

    private DamagedCopy(Path place, List<Object> truth) {
        this.place = place;
        this.truth = truth;
    }

    /** Of a database that was closed: all of it is in one file. */
    static DamagedCopy ofClosed(Path folder) throws IOException {
        Path file = folder.resolve("whole.db");
        List<Object> truth;
        try (JdbcDatabase database = Fixture.open(file)) {
            fill(database);
            truth = read(database);
        }
        return keep(folder, file, truth);
    }

    /** Of a database as a killed process leaves it: the newest changes are in the write-ahead log. */
    static DamagedCopy ofKilled(Path folder) throws IOException {
        Path file = folder.resolve("whole.db");
        try (JdbcDatabase database = Fixture.open(file)) {
            fill(database);
        }
        try (JdbcDatabase database = Fixture.open(file)) {
            Fixture.revoke(database, 7);
            Fixture.pair(database, 200);
            Fixture.revoke(database, 8);
            return keep(folder, file, read(database));
        }
    }

    private static DamagedCopy keep(Path folder, Path file, List<Object> truth) throws IOException {
        DamagedCopy copy = new DamagedCopy(folder.resolve("damaged.db"), truth);
        for (String suffix : SUFFIXES) {
            Path kept = file.resolveSibling(file.getFileName() + suffix);
            if (Files.exists(kept)) {
                copy.files.put(suffix, Files.readAllBytes(kept));
            }
        }
        return copy;
    }

    private static void fill(JdbcDatabase database) {
        for (int n = 1; n <= 90; n++) {
            Fixture.pair(database, n);
        }
        for (int n = 1; n <= 9; n++) {
            Fixture.revoke(database, n * 10);
        }
        Digest digest = new Digest("ab".repeat(32));
        database.commit(tx -> {
            database.users().save(tx, new User(ALICE, "Alice", Role.ADMIN, UserStatus.ENABLED, null, NOON));
            database.sessions()
                    .insert(
                            tx,
                            new Session(
                                    "s1",
                                    ALICE,
                                    SignIn.PASSWORD,
                                    NOON,
                                    NOON,
                                    NOON.plusSeconds(60),
                                    new Source(Cidr.of("192.0.2.7").network(), "agent"),
                                    null),
                            digest);
            database.apiKeys()
                    .insert(tx, new ApiKey("k1", "ci", ALICE, Set.of(Scope.READ), NOON, null, null, null), digest);
            return tx.record(AuditEvent.by(ALICE, AuditAction.KEY_CREATED, "k1"));
        });
    }

    private static List<Object> read(JdbcDatabase database) {
        return List.of(
                database.pairings().devices(),
                database.pairings().allPending(),
                database.users().list(),
                database.sessions().list(),
                database.apiKeys().list(),
                database.after(Epoch.ZERO),
                database.read(0, 1_000));
    }

    /** The bytes of the database itself, or of a file beside it. */
    byte[] bytes(String suffix) {
        return files.getOrDefault(suffix, new byte[0]).clone();
    }

    /** Opens a copy in which one file has these bytes. */
    Verdict withBytes(String suffix, byte[] damaged) throws IOException {
        lay(suffix, damaged);
        try (JdbcDatabase database = Fixture.open(place)) {
            return opened(database);
        } catch (StoreException refused) {
            return Verdict.NOT_OPENED;
        }
    }

    private Verdict opened(JdbcDatabase database) {
        try {
            if (!(Fixture.verify(database) instanceof AuditVerdict.Intact)) {
                return Verdict.NOT_VERIFIED;
            }
            return read(database).equals(truth) ? Verdict.HARMLESS : Verdict.SILENTLY_WRONG;
        } catch (StoreException refused) {
            return Verdict.NOT_READ;
        }
    }

    /** Opens a copy in which one bit is another. */
    Verdict withFlip(String suffix, int offset, int bit) throws IOException {
        byte[] damaged = bytes(suffix);
        damaged[offset] ^= (byte) (1 << bit);
        return withBytes(suffix, damaged);
    }

    /** Puts the copy where it is opened. */
    Path lay(String suffix, byte[] damaged) throws IOException {
        for (String each : List.of("", "-wal", "-shm", "-journal", "-head")) {
            Path path = place.resolveSibling(place.getFileName() + each);
            Files.deleteIfExists(path);
            byte[] bytes = each.equals(suffix) ? damaged : files.get(each);
            if (bytes != null) {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(path, bytes);
            }
        }
        return place;
    }
}
