package dev.missioncontrol.jdbc;

import static dev.missioncontrol.jdbc.Fixture.ALICE;
import static dev.missioncontrol.jdbc.Fixture.NOON;
import static dev.missioncontrol.jdbc.Fixture.device;
import static dev.missioncontrol.jdbc.Fixture.owner;
import static dev.missioncontrol.jdbc.Fixture.pair;
import static dev.missioncontrol.jdbc.Fixture.revoke;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.UserStatus;
import dev.missioncontrol.auth.session.Session;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.audit.archive.FileAuditSignerStore;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.net.Cidr;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.trust.DeviceToken;
import dev.missioncontrol.trust.Pairing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verify, export and import. */
class DoctorFileTest {
    private Path file;
    private Path copy;

    @BeforeEach
    void place(@TempDir Path folder) {
        file = folder.resolve("mission-control.db");
        copy = folder.resolve("copy.db");
    }

    @Test
    void verify_whenAllIsWell_saysSoOfRowsHeadAndChain() {
        try (JdbcDatabase server = Fixture.open(file)) {
            pair(server, 1);
            pair(server, 2);

            DoctorRun run = doctor("verify");

            assertThat(run.code()).isEqualTo(Doctor.DONE);
            assertThat(run.lines().subList(0, 2)).containsExactly("rows\tstate=ok", "acknowledged\tstate=ok");
            assertThat(run.lines().get(2)).startsWith("audit\tstate=ok\trecords=2\thead=");
        }
    }

    @Test
    void verify_whenSomethingIsDamaged_namesItAndLooksAtTheRest() throws Exception {
        try (JdbcDatabase server = Fixture.open(file)) {
            pair(server, 1);
            pair(server, 2);
        }
        Fixture.tamper(file, "UPDATE mc_pairing SET scopes = 'operator.admin' WHERE rowid = 2");
        Fixture.tamper(file, "UPDATE mc_audit SET body = X'00' WHERE number = 1");

        DoctorRun run = doctor("verify");

        assertThat(run.code()).isEqualTo(Doctor.REFUSED);
        assertThat(run.lines())
                .containsExactly(
                        "rows\tstate=broken\tfault=row 2 of mc_pairing is not what was written",
                        "acknowledged\tstate=ok",
                        "audit\tstate=broken\trecord=1\tfault=hash");
    }

    @Test
    void verify_whenTheFileCannotBeRead_saysThatOfTheDatabase() throws Exception {
        try (JdbcDatabase server = Fixture.open(file)) {
            pair(server, 1);
        }
        Files.write(file, new byte[0]);
        assertThat(doctor("verify").lines())
                .singleElement()
                .asString()
                .startsWith("database\tstate=broken\tfault=audit records 1 to 1 were acknowledged and are missing");
        Files.writeString(file, "my diary, not a database. ".repeat(100));
        assertThat(doctor("verify").lines()).singleElement().asString().startsWith("database\tstate=broken");
        assertThat(doctor("verify").code()).isEqualTo(Doctor.REFUSED);
    }

    @Test
    void audit_whenExported_isVerifiedFromTheFilesAndTheKeyAlone(@TempDir Path segments) throws Exception {
        try (JdbcDatabase server = Fixture.open(file)) {
            pair(server, 1);
            DoctorRun exported = doctor("export-audit", segments.toString());

            assertThat(exported.code()).isEqualTo(Doctor.DONE);
            assertThat(exported.lines()).hasSize(2).last().isEqualTo("done\tlast=2");
            String key = exported.lines().get(0).replaceAll(".*\tkey=", "");
            assertThat(doctor("verify", segments.toString(), "--key", key).code())
                    .isEqualTo(Doctor.DONE);
            Path segment = segments.resolve("audit-000000000000000001.segment");
            byte[] bytes = Files.readAllBytes(segment);
            bytes[bytes.length / 3] ^= 1;
            Files.write(segment, bytes);
            assertThat(doctor("verify", segments.toString(), "--key", key).code())
                    .isEqualTo(Doctor.REFUSED);
            assertThat(doctor("verify", segment.toString(), "--key", key).lines())
                    .singleElement()
                    .asString()
                    .contains("state=broken");
        }
    }

    @Test
    void audit_whenTheKeyOfTheArchiveIsGone_isNotExportedUnderAnother(@TempDir Path segments) throws Exception {
        Path key = file.resolveSibling("audit.key");
        try (JdbcDatabase server = Fixture.open(file)) {
            pair(server, 1);
            assertThat(doctor("export-audit", segments.toString()).code()).isEqualTo(Doctor.DONE);
            pair(server, 2);
            Path kept = Files.move(key, key.resolveSibling("kept.key"));

            DoctorRun without = doctor("export-audit", segments.toString());
            assertThat(without.code()).isEqualTo(Doctor.REFUSED);
            assertThat(without.complaint()).contains(segments.toString(), key.toString(), "--signer");
            assertThat(key).doesNotExist();
            new FileAuditSignerStore(key, new SecureRandom()).add();
            DoctorRun another = doctor("export-audit", segments.toString());
            assertThat(another.code()).isEqualTo(Doctor.REFUSED);
            assertThat(another.complaint()).contains("key that signs this archive is not kept");
            assertThat(server.latest()).isEqualTo(3);

            assertThat(doctor("export-audit", segments.toString(), "--signer", kept.toString())
                            .code())
                    .isEqualTo(Doctor.DONE);
        }
    }

    @Test
    void export_whenAServerRuns_makesAPrivateCopyThatOpens() throws IOException {
        try (JdbcDatabase server = Fixture.open(file)) {
            fill(server);

            DoctorRun run = doctor("export", copy.toString());

            assertThat(run.lines()).containsExactly("exported\tfile=" + copy + "\trecords=4\tepoch=1");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                    .isEqualTo("rw-------");
            assertThat(doctor("export", copy.toString()).code()).isEqualTo(Doctor.REFUSED);
            try (JdbcDatabase copied = Fixture.open(copy)) {
                assertThat(copied.pairings().devices())
                        .isEqualTo(server.pairings().devices());
                pair(copied, 77);
                assertThat(Fixture.verify(copied)).isInstanceOf(AuditVerdict.Intact.class);
            }
            Fixture.open(copy).close();
        }
    }

    @Test
    void export_whenARowBeforeOthersWasRemoved_findsTheOthersAsTheyWere() {
        try (JdbcDatabase server = Fixture.open(file)) {
            for (Pairing pairing : List.of(Fixture.PAIRED, new Pairing.Unpaired())) {
                server.commit(tx -> {
                    server.pairings().put(tx, owner(1), pairing);
                    server.pairings().put(tx, owner(2), Fixture.PAIRED);
                    return tx;
                });
            }
        }

        assertThat(doctor("export", copy.toString()).code()).isEqualTo(Doctor.DONE);
        try (JdbcDatabase copied = Fixture.open(copy)) {
            assertThat(copied.pairings().devices()).hasSize(1);
        }
    }

    @Test
    void import_whenNothingStandsThere_endsSessionsAndTokensAndJumpsTheEpoch(@TempDir Path elsewhere) {
        try (JdbcDatabase server = Fixture.open(file)) {
            fill(server);
        }
        doctor("export", copy.toString());
        Path into = elsewhere.resolve("new.db");

        DoctorRun run = DoctorRun.of("import", copy.toString(), "--into", into.toString());

        assertThat(run.code()).isEqualTo(Doctor.DONE);
        assertThat(run.lines())
                .singleElement()
                .asString()
                .contains("\tsessions=1\ttokens=1\twithdrawn=0\tcompared=no\t");
        try (JdbcDatabase restored = Fixture.open(into)) {
            assertThat(restored.sessions().list()).isEmpty();
            assertThat(restored.deviceTokens().ofDevice(device(1))).isEmpty();
            assertThat(restored.pairings().find(owner(1))).isInstanceOf(Pairing.Paired.class);
            assertThat(restored.current().number()).isGreaterThan(1_000);
            assertThat(Fixture.verify(restored)).isInstanceOf(AuditVerdict.Intact.class);
            AuditRecord newest = restored.read(restored.latest() - 1, 1).get(0);
            assertThat(newest.event().action()).isEqualTo(AuditAction.RESTORED);
            assertThat(newest.event().actor()).isEqualTo("(host)");
        }
    }

    @Test
    void import_whenDevicesWereRevokedSinceTheExport_doesNotBringThemBack() throws IOException {
        try (JdbcDatabase server = Fixture.open(file)) {
            fill(server);
            doctor("export", copy.toString());
            revoke(server, 1);
            server.commit(tx -> {
                server.users().save(tx, new User(ALICE, "Alice", Role.VIEWER, UserStatus.ENABLED, null, NOON));
                return tx;
            });
            assertThat(doctorImport().code()).isEqualTo(Doctor.REFUSED);
            assertThat(server.pairings().find(owner(1))).isInstanceOf(Pairing.Revoked.class);
        }

        DoctorRun run = doctorImport();

        assertThat(run.code()).isEqualTo(Doctor.DONE);
        assertThat(run.lines())
                .hasSize(3)
                .startsWith(
                        "withdrawn\tdevice=" + device(1).value() + "\tbecause=revoked",
                        "withdrawn\taccount=alice\tbecause=role");
        assertThat(run.lines().get(2)).startsWith("imported\t").contains("\twithdrawn=2\tcompared=yes\t");
        try (JdbcDatabase restored = Fixture.open(file)) {
            assertThat(restored.pairings().find(owner(1))).isInstanceOf(Pairing.Revoked.class);
            assertThat(restored.pairings().find(owner(3))).isInstanceOf(Pairing.Paired.class);
            assertThat(restored.users().find(ALICE).orElseThrow().role()).isEqualTo(Role.VIEWER);
        }
        String aside = run.lines().get(2).replaceAll(".*\taside=", "");
        try (JdbcDatabase old = Fixture.open(Path.of(aside))) {
            assertThat(old.current().number()).isEqualTo(2);
        }
    }

    @Test
    void import_whenTheDatabaseLostItsEnd_takesOverWhatIsLeft() throws IOException {
        try (JdbcDatabase server = Fixture.open(file)) {
            fill(server);
        }
        Path older = Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        try (JdbcDatabase server = Fixture.open(file)) {
            pair(server, 50);
        }
        Files.move(older, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(doctor("list").code()).isEqualTo(Doctor.REFUSED);
        Path none = file.resolveSibling("none.db");
        assertThat(doctor("export", none.toString()).complaint()).contains("were acknowledged and are missing");
        assertThat(none).doesNotExist();
        assertThat(doctor("verify").lines().get(1)).startsWith("acknowledged\tstate=broken");

        assertThat(DoctorRun.of("import", file.toString(), "--into", file.toString())
                        .code())
                .isEqualTo(Doctor.DONE);

        assertThat(doctor("list").code()).isEqualTo(Doctor.DONE);
        assertThat(doctor("verify").code()).isEqualTo(Doctor.DONE);
    }

    @Test
    void import_whenTheChainOrARowIsBroken_isRefusedAndNothingIsLeftBehind(@TempDir Path elsewhere) throws Exception {
        for (String damage : List.of(
                "UPDATE mc_audit SET body = X'00' WHERE number = 2",
                "UPDATE mc_pairing SET scopes = 'operator.admin'")) {
            Files.deleteIfExists(copy);
            Path damaged = elsewhere.resolve("damaged.db");
            try (JdbcDatabase server = Fixture.open(damaged)) {
                fill(server);
            }
            Fixture.tamper(damaged, damage);

            assertThat(DoctorRun.of("import", damaged.toString(), "--into", file.toString())
                            .code())
                    .isEqualTo(Doctor.REFUSED);
            assertThat(file).doesNotExist();
            try (var left = Files.list(file.getParent())) {
                assertThat(left).isEmpty();
            }
            for (String suffix : List.of("", "-head")) {
                Files.delete(elsewhere.resolve("damaged.db" + suffix));
            }
        }
    }

    private static void fill(JdbcDatabase server) {
        pair(server, 1);
        pair(server, 2);
        revoke(server, 2);
        pair(server, 3);
        Digest digest = new Digest("cd".repeat(32));
        server.commit(tx -> {
            Source source = new Source(Cidr.of("192.0.2.7").network(), "agent");
            server.users().save(tx, new User(ALICE, "Alice", Role.ADMIN, UserStatus.ENABLED, null, NOON));
            server.sessions()
                    .insert(
                            tx,
                            new Session("s1", ALICE, SignIn.PASSWORD, NOON, NOON, NOON.plusSeconds(900), source, null),
                            digest);
            server.deviceTokens()
                    .insert(tx, new DeviceToken("t1", device(1), Access.operator(Scope.READ), NOON, null), digest);
            return tx;
        });
    }

    private DoctorRun doctorImport() {
        return DoctorRun.of("import", copy.toString(), "--into", file.toString());
    }

    private DoctorRun doctor(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "--database";
        all[1] = file.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return DoctorRun.of(all);
    }
}
