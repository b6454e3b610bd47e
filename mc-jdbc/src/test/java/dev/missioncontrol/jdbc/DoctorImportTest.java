package dev.missioncontrol.jdbc;

import static dev.missioncontrol.jdbc.Fixture.ALICE;
import static dev.missioncontrol.jdbc.Fixture.NOON;
import static dev.missioncontrol.jdbc.Fixture.device;
import static dev.missioncontrol.jdbc.Fixture.owner;
import static dev.missioncontrol.jdbc.Fixture.pair;
import static dev.missioncontrol.jdbc.Fixture.revoke;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.auth.ExternalIdentity;
import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.UserStatus;
import dev.missioncontrol.auth.apikey.ApiKey;
import dev.missioncontrol.auth.password.PasswordHash;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.Tombstone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an import takes away from the older state, by the database whose place it takes. */
class DoctorImportTest {
    private static final UserId BOB = new UserId("bob");
    private static final PasswordHash OLD = new PasswordHash("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$b2xk");
    private static final PasswordHash NEW = new PasswordHash("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$bmV3");
    private static final Instant SOON = NOON.plusSeconds(3_600);
    private static final Instant LATER = NOON.plusSeconds(7_200);

    private Path file;
    private Path export;

    @BeforeEach
    void place(@TempDir Path folder) {
        file = folder.resolve("mission-control.db");
        export = folder.resolve("export.db");
    }

    @Test
    void pairing_whenItWasNarrowedSince_comesBackAsNarrow() {
        assertWithdrawn(
                (database, tx) -> put(database, tx, Access.operator(Scope.ADMIN), ALICE),
                (database, tx) -> put(database, tx, Access.operator(Scope.READ), ALICE),
                "withdrawn\tdevice=" + device(1).value() + "\tbecause=scopes");

        assertThat(restored().access()).isEqualTo(Access.operator(Scope.READ));
    }

    @Test
    void pairing_whenItWasWidenedSince_comesBackAsItWas() {
        assertWithdrawn(
                (database, tx) -> put(database, tx, Access.operator(Scope.READ), ALICE),
                (database, tx) -> put(database, tx, Access.operator(Scope.ADMIN), ALICE));

        assertThat(restored().access()).isEqualTo(Access.operator(Scope.READ));
    }

    @Test
    void pairing_whenAnotherPersonHoldsItSince_belongsToNeither() {
        assertWithdrawn(
                (database, tx) -> put(database, tx, Access.fullOperator(), ALICE),
                (database, tx) -> put(database, tx, Access.fullOperator(), BOB),
                "withdrawn\tdevice=" + device(1).value() + "\tbecause=holder");

        try (JdbcDatabase database = Fixture.open(file)) {
            assertThat(database.pairings().find(owner(1))).isInstanceOf(Pairing.Revoked.class);
        }
    }

    @Test
    void device_whenItWasPairedAndRevokedSince_staysRevokedThoughTheExportDoesNotKnowIt() {
        assertWithdrawn(
                (database, tx) -> {},
                (database, tx) -> database.pairings().put(tx, owner(1), new Pairing.Revoked(NOON)),
                "withdrawn\tdevice=" + device(1).value() + "\tbecause=revoked");

        try (JdbcDatabase database = Fixture.open(file)) {
            assertThat(database.pairings().find(owner(1))).isEqualTo(new Pairing.Revoked(NOON));
            assertThat(database.pairings().devices()).hasSize(1);
        }
    }

    @Test
    void device_whenItWasForgottenSince_keepsItsHistory() {
        Pairing forgotten = new Pairing.Unpaired(new Tombstone(NOON, SOON, "alice"));
        assertWithdrawn(
                (database, tx) -> put(database, tx, Access.fullOperator(), ALICE),
                (database, tx) -> database.pairings().put(tx, owner(1), forgotten),
                "withdrawn\tdevice=" + device(1).value() + "\tbecause=forgotten");

        try (JdbcDatabase database = Fixture.open(file)) {
            assertThat(database.pairings().find(owner(1))).isEqualTo(forgotten);
        }
    }

    @Test
    void person_whenTheirPairingWasWithdrawnSince_isUnpaired() {
        Owner person = new Owner.User(ALICE);
        assertWithdrawn(
                (database, tx) -> database.pairings().put(tx, person, Fixture.PAIRED),
                (database, tx) -> database.pairings().put(tx, person, new Pairing.Unpaired()),
                "withdrawn\tuser=alice\tbecause=missing");

        try (JdbcDatabase database = Fixture.open(file)) {
            assertThat(database.pairings().find(person)).isEqualTo(new Pairing.Unpaired());
        }
    }

    @Test
    void password_whenItWasChangedSince_isTheNewOne() {
        assertWithdrawn(
                (database, tx) -> database.users().save(tx, user(Role.ADMIN, UserStatus.ENABLED, OLD)),
                (database, tx) -> database.users().save(tx, user(Role.ADMIN, UserStatus.ENABLED, NEW)),
                "withdrawn\taccount=alice\tbecause=password");

        assertThat(alice()).isEqualTo(user(Role.ADMIN, UserStatus.ENABLED, NEW));
    }

    @Test
    void password_whenItWasTakenAwaySince_isGone() {
        assertWithdrawn(
                (database, tx) -> database.users().save(tx, user(Role.ADMIN, UserStatus.ENABLED, OLD)),
                (database, tx) -> database.users().save(tx, user(Role.ADMIN, UserStatus.ENABLED, null)),
                "withdrawn\taccount=alice\tbecause=password");

        assertThat(alice().passwordHash()).isNull();
    }

    @Test
    void account_whenItIsLessSince_comesBackAsThatLess() {
        assertWithdrawn(
                (database, tx) -> database.users().save(tx, user(Role.ADMIN, UserStatus.ENABLED, OLD)),
                (database, tx) -> database.users().save(tx, user(Role.OPERATOR, UserStatus.PENDING, OLD)),
                "withdrawn\taccount=alice\tbecause=status,role");

        assertThat(alice()).isEqualTo(user(Role.OPERATOR, UserStatus.PENDING, OLD));
    }

    @Test
    void account_whenItIsMoreSince_comesBackAsItWas() {
        assertWithdrawn(
                (database, tx) -> database.users().save(tx, user(Role.VIEWER, UserStatus.DISABLED, null)),
                (database, tx) -> database.users().save(tx, user(Role.ADMIN, UserStatus.ENABLED, NEW)));

        assertThat(alice()).isEqualTo(user(Role.VIEWER, UserStatus.DISABLED, null));
    }

    @Test
    void account_whenItIsGoneSince_isDisabled() {
        assertWithdrawn(
                (database, tx) -> database.users().save(tx, user(Role.ADMIN, UserStatus.ENABLED, OLD)),
                (database, tx) -> database.users().remove(tx, ALICE),
                "withdrawn\taccount=alice\tbecause=missing");

        assertThat(alice().status()).isEqualTo(UserStatus.DISABLED);
    }

    @Test
    void identity_whenItIsAnotherAccountsSince_isNobodys() {
        ExternalIdentity elsewhere = new ExternalIdentity("https://id.example", "4711");
        assertWithdrawn(
                (database, tx) -> database.users().save(tx, external(ALICE, elsewhere)),
                (database, tx) -> {
                    database.users().save(tx, external(ALICE, null));
                    database.users().save(tx, external(BOB, elsewhere));
                },
                "withdrawn\taccount=alice\tbecause=identity");

        try (JdbcDatabase database = Fixture.open(file)) {
            assertThat(database.users().findByIdentity(elsewhere)).isEmpty();
        }
    }

    @Test
    void key_whenItWasCutDownSince_comesBackAsThatLess() {
        assertWithdrawn(
                (database, tx) ->
                        database.apiKeys().insert(tx, key(Set.of(Scope.ADMIN), LATER), new Digest("ab".repeat(32))),
                (database, tx) -> database.apiKeys().update(tx, key(Set.of(Scope.READ), SOON)),
                "withdrawn\tkey=k1\tbecause=scopes,expiry");

        try (JdbcDatabase database = Fixture.open(file)) {
            assertThat(database.apiKeys().list()).containsExactly(key(Set.of(Scope.READ), SOON));
        }
    }

    @Test
    void mode_whenItWasSwitchedSince_staysInForce() {
        List<String> lines = restore(
                (database, tx) -> {}, (database, tx) -> database.pairings().mode(tx, "hardened"));

        assertThat(lines).hasSize(2).first().isEqualTo("policy\tmode=hardened\tinstead=standard");
        assertThat(lines.get(1)).contains("\tcompared=yes");
        assertThat(mode()).isEqualTo("hardened");
    }

    @Test
    void mode_whenTheStandardOneWasPutInForceSince_isTheOneOfTheExport() {
        assertWithdrawn(
                (database, tx) -> database.pairings().mode(tx, "hardened"),
                (database, tx) -> database.pairings().mode(tx, ""));

        assertThat(mode()).isEqualTo("hardened");
    }

    @Test
    void database_whenARowOfItIsDamaged_isStillComparedAsFarAsItCanBeRead() throws Exception {
        prepare();
        Fixture.tamper(file, "UPDATE mc_user SET role = 'viewer'");

        List<String> lines = importExport();

        assertThat(lines)
                .hasSize(3)
                .contains("withdrawn\tdevice=" + device(1).value() + "\tbecause=revoked")
                .contains("withdrawn\taccount=alice\tbecause=missing");
        assertThat(lines.get(2))
                .contains("\twithdrawn=2\t")
                .contains("\tcompared=partly\t")
                .endsWith("\tfault=row 1 of mc_user is not what was written");
        assertThat(alice().status()).isEqualTo(UserStatus.DISABLED);
    }

    @Test
    void database_whenItsHeadCannotBeRead_isStillCompared() throws Exception {
        prepare();
        Files.writeString(file.resolveSibling(file.getFileName() + "-head"), "nonsense");

        List<String> lines = importExport();

        assertThat(lines)
                .hasSize(2)
                .first()
                .isEqualTo("withdrawn\tdevice=" + device(1).value() + "\tbecause=revoked");
        assertThat(lines.get(1)).contains("\tcompared=partly\t").contains("\tfault=not readable: ");
    }

    @Test
    void database_whenItsSchemaIsNotOurs_isNotComparedAndThatIsSaid() throws Exception {
        prepare();
        Fixture.tamper(file, "UPDATE mc_schema SET checksum = 'another'");

        assertThat(importExport())
                .singleElement()
                .asString()
                .contains("\tcompared=no\t", "\tfault=schema version 1 was applied from another file");
    }

    @Test
    void database_whenItLostItsEnd_isComparedIfItStillReachesBeyondTheExport() throws Exception {
        prepare();
        Path shorter = Files.copy(file, file.resolveSibling("shorter"), StandardCopyOption.COPY_ATTRIBUTES);
        try (JdbcDatabase server = Fixture.open(file)) {
            pair(server, 9);
        }
        Files.move(shorter, file, StandardCopyOption.REPLACE_EXISTING);

        List<String> lines = importExport();

        assertThat(lines)
                .hasSize(2)
                .first()
                .isEqualTo("withdrawn\tdevice=" + device(1).value() + "\tbecause=revoked");
        assertThat(lines.get(1)).contains("\tcompared=partly\t").contains("\tfault=audit records ");
    }

    @Test
    void database_whenItLostItsEndAndEndsBeforeTheExport_isNotTakenForWhatCameSince() throws Exception {
        Path shorter = file.resolveSibling("shorter");
        try (JdbcDatabase server = Fixture.open(file)) {
            pair(server, 2);
        }
        Files.copy(file, shorter, StandardCopyOption.COPY_ATTRIBUTES);
        prepare();
        Files.move(shorter, file, StandardCopyOption.REPLACE_EXISTING);

        List<String> lines = importExport();

        assertThat(lines).singleElement().asString().contains("\twithdrawn=0\tcompared=no\t", "\tfault=audit records ");
        try (JdbcDatabase database = Fixture.open(file)) {
            assertThat(database.pairings().find(owner(1))).isInstanceOf(Pairing.Paired.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-wal", "-journal"})
    void place_whenChangesOfADatabaseThatIsGoneAreThere_isRefusedAndLeftAsItIs(String suffix) throws Exception {
        prepare();
        Path left = file.resolveSibling(file.getFileName() + suffix);
        Files.move(file, left);

        DoctorRun run = DoctorRun.of("import", export.toString(), "--into", file.toString());

        assertThat(run.code()).isEqualTo(Doctor.REFUSED);
        assertThat(run.complaint()).contains(left.toString(), "gone");
        assertThat(file).doesNotExist();
        Files.move(left, left.resolveSibling("away"));
        assertThat(importExport()).hasSize(1);
    }

    /** Exports with device 1 paired and Alice enabled; then the device is revoked. */
    private void prepare() {
        try (JdbcDatabase server = Fixture.open(file)) {
            pair(server, 1);
            server.commit(tx -> {
                server.users().save(tx, user(Role.ADMIN, UserStatus.ENABLED, OLD));
                return tx;
            });
            DoctorRun.of("--database", file.toString(), "export", export.toString());
            revoke(server, 1);
        }
    }

    private void assertWithdrawn(Change then, Change since, String... withdrawn) {
        List<String> lines = restore(then, since);
        int last = lines.size() - 1;

        assertThat(lines.subList(0, last)).containsExactly(withdrawn);
        assertThat(lines.get(last)).startsWith("imported\t");
        assertThat(lines.get(last)).contains("\twithdrawn=" + withdrawn.length + "\tcompared=yes\t");
    }

    private List<String> restore(Change then, Change since) {
        try (JdbcDatabase server = Fixture.open(file)) {
            commit(server, then);
            DoctorRun.of("--database", file.toString(), "export", export.toString());
            commit(server, since);
        }
        return importExport();
    }

    private List<String> importExport() {
        DoctorRun run = DoctorRun.of("import", export.toString(), "--into", file.toString());
        assertThat(run.code()).as(run.complaint()).isEqualTo(Doctor.DONE);
        return run.lines();
    }

    private static void commit(JdbcDatabase database, Change change) {
        database.commit(tx -> {
            change.make(database, tx);
            return tx;
        });
    }

    private static void put(JdbcDatabase database, Tx tx, Access access, UserId holder) {
        database.pairings().put(tx, owner(1), new Pairing.Paired(access, NOON, Set.of(ALICE), holder, null));
    }

    private static User user(Role role, UserStatus status, @Nullable PasswordHash hash) {
        return new User(ALICE, "Alice", role, status, hash, NOON);
    }

    private static User external(UserId id, @Nullable ExternalIdentity identity) {
        return new User(id, "Somebody", Role.VIEWER, UserStatus.ENABLED, null, NOON, identity);
    }

    private static ApiKey key(Set<Scope> scopes, Instant end) {
        return new ApiKey("k1", "ci", ALICE, scopes, NOON, end, null, null);
    }

    private Pairing.Paired restored() {
        try (JdbcDatabase database = Fixture.open(file)) {
            return (Pairing.Paired) database.pairings().find(owner(1));
        }
    }

    private User alice() {
        try (JdbcDatabase database = Fixture.open(file)) {
            return database.users().find(ALICE).orElseThrow();
        }
    }

    private String mode() {
        try (JdbcDatabase database = Fixture.open(file)) {
            return database.pairings().mode().orElse("standard");
        }
    }

    /** Something that is done to a database. */
    @FunctionalInterface
    private interface Change {
        void make(JdbcDatabase database, Tx tx);
    }
}
