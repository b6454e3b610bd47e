package dev.missioncontrol.jdbc;

import static dev.missioncontrol.jdbc.Fixture.ALICE;
import static dev.missioncontrol.jdbc.Fixture.NOON;
import static dev.missioncontrol.jdbc.Fixture.device;
import static dev.missioncontrol.jdbc.Fixture.owner;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.UserStatus;
import dev.missioncontrol.auth.session.Session;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Cidr;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.trust.DeviceToken;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PairingReason;
import dev.missioncontrol.trust.PendingPairing;
import dev.missioncontrol.trust.RevocationFeed;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The doctor beside a server that has the database open. */
@Timeout(60)
class DoctorDeskTest {
    private static final String REQUEST = "7d8e9f00-0000-4000-8000-000000000001";

    private Path folder;
    private JdbcDatabase server;

    @BeforeEach
    void open(@TempDir Path folder) {
        this.folder = folder;
        server = Fixture.open(folder.resolve("mission-control.db"));
        Fixture.pair(server, 1);
        server.commit(tx -> {
            server.users().save(tx, new User(ALICE, "Alice", Role.OPERATOR, UserStatus.ENABLED, null, NOON));
            server.pairings().putPending(tx, pending(REQUEST, 2));
            server.pairings().label(tx, device(1), "Kitchen\u00a0laptop");
            return tx.record(AuditEvent.of(AuditAction.PAIRING_ASKED, "alice", REQUEST));
        });
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void list_whenThereIsOneOfEach_hasALineForEach() {
        Fixture.pair(server, 3);
        doctor("revoke", device(3).value());
        Fixture.pair(server, 4);
        doctor("revoke", device(4).value());
        doctor("forget", device(4).value());
        doctor("enrol", "user", "alice");

        DoctorRun run = doctor("list");

        assertThat(run.code()).isEqualTo(Doctor.DONE);
        assertThat(run.lines())
                .hasSize(6)
                .anySatisfy(line -> assertThat(line).isEqualTo("policy\tmode=standard"))
                .anySatisfy(line -> assertThat(line).startsWith("user\tid=alice\tstate=paired\t"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("device\tid=" + device(1) + "\tstate=paired\t")
                        .contains("\tholder=alice", "\tlabel=Kitchen"))
                .anySatisfy(line -> assertThat(line).startsWith("device\tid=" + device(3) + "\tstate=revoked\t"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("tombstone\tid=" + device(4))
                        .endsWith("\tby=(host)"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("pending\tid=" + REQUEST + "\tstate=open\towner=device:" + device(2))
                        .contains("\tuser=alice", "\taddress=192.0.2.7", "\tscopes=operator.read"));
    }

    @Test
    void list_whenATextHoldsATabOrALine_keepsItInItsField() {
        server.commit(tx -> {
            server.pairings().label(tx, device(1), "x\tstate=paired\ndevice");
            return tx;
        });

        assertThat(doctor("list").lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("\tlabel=x\ufffdstate=paired\ufffddevice"));
    }

    @Test
    void approve_whenTheRequestIsNamedByItsBeginning_pairsAndRecordsTheHost() {
        DoctorRun run = doctor("approve", REQUEST.substring(0, 8));

        assertThat(run).isEqualTo(new DoctorRun(Doctor.DONE, List.of("done\tapprove=" + REQUEST), ""));
        assertThat(server.pairings().find(owner(2))).isInstanceOf(Pairing.Paired.class);
        assertThat(newest().event().action()).isEqualTo(AuditAction.PAIRING_APPROVED);
        assertThat(newest().event().actor()).isEqualTo("(host)");
    }

    @Test
    void reject_whenTheRequestIsOpen_takesItAway() {
        assertThat(doctor("reject", REQUEST).code()).isEqualTo(Doctor.DONE);

        assertThat(server.pairings().allPending()).isEmpty();
        assertThat(newest().event().action()).isEqualTo(AuditAction.PAIRING_REJECTED);
        assertThat(doctor("reject", REQUEST).lines())
                .containsExactly("refused\treject=" + REQUEST + "\tbecause=unknown");
    }

    @Test
    void revoke_whenAServerRuns_isNoticedWithinAHeartbeatAndEndsSessionsAndTokens() throws Exception {
        Digest digest = new Digest("cd".repeat(32));
        server.commit(tx -> {
            Source source = new Source(Cidr.of("192.0.2.7").network(), "agent");
            server.sessions()
                    .insert(
                            tx,
                            new Session(
                                    "s1", ALICE, SignIn.PASSWORD, NOON, NOON, NOON.plusSeconds(900), source, device(1)),
                            digest);
            server.deviceTokens()
                    .insert(tx, new DeviceToken("t1", device(1), Access.operator(Scope.READ), NOON, null), digest);
            return tx;
        });
        Duration heartbeat = Duration.ofSeconds(3);
        BlockingQueue<EpochEntry> noticed = new LinkedBlockingQueue<>();
        try (RevocationFeed feed = RevocationFeed.follow(server, heartbeat)) {
            feed.subscribe(noticed::addAll);

            try (ChildJvm doctor = ChildJvm.start(
                    folder, Doctor.class, "--data", folder.toString(), "revoke", "000000000000000000000000000000")) {
                assertThat(doctor.line()).isEqualTo("done\trevoke=" + device(1));
                assertThat(noticed.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS))
                        .isNotNull();
                assertThat(doctor.end()).isEqualTo(Doctor.DONE);
            }
        }
        assertThat(server.after(Epoch.ZERO))
                .extracting(EpochEntry::revocation)
                .contains(new Revocation.OfDevice(device(1)), new Revocation.OfSession("s1"));
        assertThat(server.pairings().find(owner(1))).isInstanceOf(Pairing.Revoked.class);
        assertThat(server.sessions().list()).isEmpty();
        assertThat(server.deviceTokens().ofDevice(device(1))).isEmpty();
    }

    @Test
    void enrol_whenADeviceIsNamedByItsKey_pairsItForItsHolderUpToTheirRole() {
        DeviceIdentity identity = DeviceIdentity.generate(new SecureRandom());

        assertThat(doctor("enrol", "device", identity.key().text(), "--user", "alice")
                        .code())
                .isEqualTo(Doctor.DONE);

        assertThat(server.pairings().find(new Owner.Device(identity.id())))
                .isInstanceOfSatisfying(Pairing.Paired.class, paired -> {
                    assertThat(paired.holder()).isEqualTo(ALICE);
                    assertThat(paired.access().scopes()).contains(Scope.WRITE).doesNotContain(Scope.ADMIN);
                });
        assertThat(newest().event().action()).isEqualTo(AuditAction.PAIRING_ENROLLED);
    }

    @Test
    void enrol_whenScopesAreSaid_pairsForThoseAndNobodyHasToBeKnown() {
        assertThat(doctor("enrol", "user", "bob").code()).isEqualTo(Doctor.REFUSED);
        assertThat(doctor("enrol", "user", "bob", "--scopes", "operator.read,operator.all")
                        .code())
                .isEqualTo(Doctor.MISUSED);
        assertThat(doctor("enrol", "user", "bob", "--scopes", "operator.read").code())
                .isEqualTo(Doctor.DONE);

        Owner bob = new Owner.User(new UserId("bob"));
        assertThat(server.pairings().find(bob))
                .isInstanceOfSatisfying(
                        Pairing.Paired.class,
                        paired -> assertThat(paired.access()).isEqualTo(Access.operator(Scope.READ)));
        assertThat(doctor("withdraw", "bob").code()).isEqualTo(Doctor.DONE);
        assertThat(server.pairings().find(bob)).isInstanceOf(Pairing.Unpaired.class);
    }

    @Test
    void enrol_whenTheDeviceIsRevoked_isRefused() {
        Fixture.revoke(server, 9);

        assertThat(doctor("enrol", "device", device(9).value(), "--user", "alice"))
                .isEqualTo(new DoctorRun(
                        Doctor.REFUSED, List.of("refused\tenrol=device " + device(9) + "\tbecause=not_allowed"), ""));
    }

    @Test
    void policy_whenAnotherModeLocksEverybodyOut_isPutBackAndEverybodyJudgedAnew() {
        server.commit(tx -> {
            server.pairings().mode(tx, "hardened");
            return tx;
        });
        assertThat(doctor("policy").lines()).containsExactly("policy\tmode=hardened");

        assertThat(doctor("policy", "standard").code()).isEqualTo(Doctor.DONE);

        assertThat(server.pairings().mode()).isEmpty();
        assertThat(server.after(Epoch.ZERO))
                .extracting(EpochEntry::revocation)
                .containsExactly(new Revocation.OfPolicy());
        assertThat(newest().event().actor()).isEqualTo("(host)");
        assertThat(doctor("policy", "hardened").code()).isEqualTo(Doctor.MISUSED);
    }

    @Test
    void id_whenItIsTooShortOrBelongsToSeveral_isNotGuessed() {
        Fixture.pair(server, 2);

        assertThat(doctor("revoke", "0000000").code()).isEqualTo(Doctor.MISUSED);
        assertThat(doctor("revoke", "00000000")).satisfies(run -> {
            assertThat(run.code()).isEqualTo(Doctor.MISUSED);
            assertThat(run.complaint()).contains("2 ids begin so");
        });
        assertThat(doctor("revoke", "ffffffffffff").lines())
                .containsExactly("refused\trevoke=ffffffffffff\tbecause=unknown");
        assertThat(server.pairings().find(owner(1))).isInstanceOf(Pairing.Paired.class);
    }

    @Test
    void command_whenItMakesNoSense_isMisused() {
        assertThat(DoctorRun.of().code()).isEqualTo(Doctor.MISUSED);
        assertThat(DoctorRun.of("help").code()).isEqualTo(Doctor.DONE);
        assertThat(DoctorRun.of("list").code()).isEqualTo(Doctor.MISUSED);
        assertThat(doctor("operate").code()).isEqualTo(Doctor.MISUSED);
        assertThat(doctor("list", "--force", "yes").code()).isEqualTo(Doctor.MISUSED);
        assertThat(doctor("list", "--user").code()).isEqualTo(Doctor.MISUSED);
        assertThat(doctor("approve").code()).isEqualTo(Doctor.MISUSED);
        assertThat(doctor("enrol", "device", "nonsense", "--user", "alice").code())
                .isEqualTo(Doctor.MISUSED);
        assertThat(DoctorRun.of("--data", folder.toString(), "--database", "x", "list")
                        .code())
                .isEqualTo(Doctor.MISUSED);
    }

    @Test
    void command_whenThereIsNoDatabase_makesNone() {
        Path nowhere = folder.resolve("nowhere.db");

        assertThat(DoctorRun.of("--database", nowhere.toString(), "list").code())
                .isEqualTo(Doctor.REFUSED);
        assertThat(nowhere).doesNotExist();
    }

    private DoctorRun doctor(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "--data";
        all[1] = folder.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return DoctorRun.of(all);
    }

    private AuditRecord newest() {
        return server.read(server.latest() - 1, 1).get(0);
    }

    private static PendingPairing pending(String id, int n) {
        return new PendingPairing(
                id,
                owner(n),
                device(n),
                ALICE,
                new DeviceTraits("linux", "", "Laptop", "cli", "cli"),
                PairingReason.NOT_PAIRED,
                Access.operator(Scope.READ),
                NOON,
                NOON.plusSeconds(300),
                Cidr.of("192.0.2.7").network());
    }
}
