package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** What the tests of the database do again and again. */
final class Fixture {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123Z");
    static final UserId ALICE = new UserId("alice");
    static final Pairing PAIRED = new Pairing.Paired(Access.fullOperator(), NOON, Set.of(ALICE), ALICE, null);

    private Fixture() {}

    static JdbcDatabase open(Path file) {
        return JdbcDatabase.sqlite(file, InstantSource.fixed(NOON));
    }

    static DeviceId device(int n) {
        return new DeviceId(String.format("%064x", n));
    }

    static Owner owner(int n) {
        return new Owner.Device(device(n));
    }

    /** Pairs a device, with its record. */
    static void pair(JdbcDatabase database, int n) {
        database.commit(tx -> {
            database.pairings().put(tx, owner(n), PAIRED);
            return tx.record(
                    AuditEvent.by(ALICE, AuditAction.PAIRING_APPROVED, device(n).value()));
        });
    }

    /** Revokes a device, with its record and its epoch. */
    static void revoke(JdbcDatabase database, int n) {
        database.commit(tx -> {
            database.pairings().put(tx, owner(n), new Pairing.Revoked(NOON));
            tx.revoke(new Revocation.OfDevice(device(n)));
            return tx.record(
                    AuditEvent.by(ALICE, AuditAction.DEVICE_REVOKED, device(n).value()));
        });
    }

    static AuditVerdict verify(JdbcDatabase database) {
        return new AuditLog(database, database).verify();
    }

    /** Runs SQL behind the library's back. */
    static void tamper(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
