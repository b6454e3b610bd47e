package dev.missioncontrol.jdbc;

import static dev.missioncontrol.jdbc.Fixture.ALICE;
import static dev.missioncontrol.jdbc.Fixture.NOON;
import static dev.missioncontrol.jdbc.Fixture.PAIRED;
import static dev.missioncontrol.jdbc.Fixture.open;
import static dev.missioncontrol.jdbc.Fixture.owner;
import static dev.missioncontrol.jdbc.Fixture.pair;
import static dev.missioncontrol.jdbc.Fixture.revoke;
import static dev.missioncontrol.jdbc.Fixture.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.missioncontrol.trust.Pairing;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
    private static final User USER = new User(ALICE, "Alice", Role.ADMIN, UserStatus.ENABLED, null, NOON);
    private static final Session SESSION = new Session(
            "s1",
            ALICE,
            SignIn.PASSWORD,
            NOON,
            NOON,
            NOON.plusSeconds(60),
            new Source(Cidr.of("192.0.2.7").network(), "agent"),
            null);
    private static final ApiKey KEY = new ApiKey("k1", "ci", ALICE, Set.of(Scope.READ), NOON, null, null, null);
    private static final Digest DIGEST = new Digest("ab".repeat(32));

    private Path file;

    @BeforeEach
    void place(@TempDir Path folder) {
        this.file = folder.resolve("mc.db");
    }

    @Test
    void everything_afterReopening_isStillThere() {
        try (JdbcDatabase database = open(file)) {
            pair(database, 1);
            revoke(database, 2);
            database.commit(tx -> {
                database.users().save(tx, USER);
                database.sessions().insert(tx, SESSION, DIGEST);
                database.apiKeys().insert(tx, KEY, DIGEST);
                return tx.record(AuditEvent.by(ALICE, AuditAction.KEY_CREATED, "k1"));
            });
        }
        try (JdbcDatabase database = open(file)) {
            assertThat(database.pairings().find(owner(1))).isEqualTo(PAIRED);
            assertThat(database.pairings().find(owner(2))).isEqualTo(new Pairing.Revoked(NOON));
            assertThat(database.users().find(ALICE)).contains(USER);
            assertThat(database.sessions().findByToken(DIGEST)).contains(SESSION);
            assertThat(database.apiKeys().findByKey(DIGEST)).contains(KEY);
            assertThat(database.current()).isEqualTo(new Epoch(1));
            assertThat(verify(database)).isInstanceOf(AuditVerdict.Intact.class);
            pair(database, 3);
            assertThat(((AuditVerdict.Intact) verify(database)).count()).isEqualTo(4);
        }
    }

    @Test
    void secondOpener_besideTheFirst_readsAndWritesAndKeepsTheChainWhole() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (JdbcDatabase server = open(file);
                JdbcDatabase doctor = open(file)) {
            Future<?> one = threads.submit(() -> IntStream.range(0, 60).forEach(n -> pair(server, n)));
            Future<?> other = threads.submit(() -> IntStream.range(60, 120).forEach(n -> revoke(doctor, n)));
            one.get();
            other.get();

            assertThat(server.pairings().devices())
                    .hasSize(120)
                    .isEqualTo(doctor.pairings().devices());
            assertThat(((AuditVerdict.Intact) verify(server)).count()).isEqualTo(120);
            assertThat(verify(doctor)).isEqualTo(verify(server));
            assertThat(server.current()).isEqualTo(new Epoch(60));
            assertThat(server.after(Epoch.ZERO)).hasSize(60);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void disk_whenItIsFull_refusesTheChangeKeepsNothingOfItAndReadsOn() {
        try (JdbcDatabase database = open(file)) {
            pair(database, 1);
            cap(database, 0);
            List<AuditEvent> much = IntStream.range(0, 2_000)
                    .mapToObj(n -> AuditEvent.by(ALICE, AuditAction.SETTING_CHANGED, "x".repeat(500)))
                    .toList();

            assertThatThrownBy(() -> database.commit(tx -> {
                        database.pairings().put(tx, owner(2), PAIRED);
                        much.forEach(tx::record);
                        return "";
                    }))
                    .isInstanceOf(StoreException.class);

            assertThat(database.pairings().find(owner(1))).isEqualTo(PAIRED);
            assertThat(database.pairings().find(owner(2))).isEqualTo(new Pairing.Unpaired());
            assertThat(((AuditVerdict.Intact) verify(database)).count()).isEqualTo(1);
            cap(database, 100_000);
            pair(database, 2);
            assertThat(database.pairings().find(owner(2))).isEqualTo(PAIRED);
            assertThat(((AuditVerdict.Intact) verify(database)).count()).isEqualTo(2);
        }
    }

    @Test
    void writer_whenTheDatabaseIsReadOnly_refusesTheChangeAndReadsOn() {
        try (JdbcDatabase database = open(file)) {
            pair(database, 1);
            database.commit(tx -> {
                database.writing(tx).run("PRAGMA query_only = ON");
                return "";
            });

            assertThatThrownBy(() -> pair(database, 2)).isInstanceOf(StoreException.class);
            assertThat(database.pairings().find(owner(1))).isEqualTo(PAIRED);
            assertThat(database.pairings().find(owner(2))).isEqualTo(new Pairing.Unpaired());
        }
    }

    @Test
    void rows_whenTheyAreDamaged_areStoreExceptionsAndNeverRights() throws Exception {
        try (JdbcDatabase database = open(file)) {
            pair(database, 1);
            database.commit(tx -> {
                database.users().save(tx, USER);
                database.apiKeys().insert(tx, KEY, DIGEST);
                return tx;
            });
            Fixture.tamper(
                    file,
                    "UPDATE mc_pairing SET holder = ' padded '",
                    "UPDATE mc_user SET role = 'emperor'",
                    "UPDATE mc_api_key SET scopes = 'operator.admin operator..x'");

            assertThatThrownBy(() -> database.pairings().find(owner(1))).isInstanceOf(StoreException.class);
            assertThat(database.users().find(ALICE).orElseThrow().isEnabled()).isFalse();
            assertThat(database.apiKeys().find("k1").orElseThrow().scopes()).isEmpty();
        }
    }

    /** Room for so many more pages than the database has now: how a disk gets full, or empty again. */
    private static void cap(JdbcDatabase database, int pages) {
        database.commit(tx -> {
            Link writer = database.writing(tx);
            long now = writer.first("PRAGMA page_count", row -> row.number("page_count"))
                    .orElseThrow();
            writer.run("PRAGMA max_page_count = " + (now + pages));
            return now;
        });
    }
}
