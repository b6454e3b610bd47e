package dev.missioncontrol.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.auth.fixture.Door;
import dev.missioncontrol.auth.limit.LoginThrottle;
import dev.missioncontrol.auth.password.Argon2Cost;
import dev.missioncontrol.auth.password.PasswordHash;
import dev.missioncontrol.auth.password.PasswordHasher;
import dev.missioncontrol.auth.password.PasswordVerdict;
import dev.missioncontrol.auth.spi.UserStore;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Cidr;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.Tx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInDeskTest {

    private final Door door = new Door();

    @BeforeEach
    void addPeople() {
        door.add("alice", Role.ADMIN);
        door.add("bob", Role.VIEWER);
        door.users.disable(Actor.system(), new UserId("bob"));
    }

    @Test
    void signIn_whenThePasswordIsRight_startsASessionWithItsRecords() {
        SignInResult.SignedIn in = (SignInResult.SignedIn) signIn("alice", Door.PASSWORD);

        assertThat(in.user().id()).isEqualTo(new UserId("alice"));
        assertThat(door.sessions.use(in.token())).contains(in.session());
        assertThat(door.audit()).endsWith("session_created", "login");
        assertThat(door.lastRecord().event().detail())
                .containsEntry("address", "192.0.2.7")
                .containsEntry("agent", "Browser/1");
        assertThat(in.toString()).doesNotContain(in.token().reveal()).doesNotContain("argon2");
    }

    @Test
    void signIn_whenDoneTwice_makesTwoSessions() {
        SignInResult.SignedIn first = (SignInResult.SignedIn) signIn("alice", Door.PASSWORD);
        SignInResult.SignedIn second = (SignInResult.SignedIn) signIn("alice", Door.PASSWORD);

        assertThat(first.token().matches(second.token())).isFalse();
        assertThat(first.session().id()).isNotEqualTo(second.session().id());
    }

    @Test
    void signIn_whenTheBrowserHadASession_endsThatOneWithIt() {
        door.add("carol", Role.VIEWER);
        SignInResult.SignedIn planted = (SignInResult.SignedIn) signIn("carol", Door.PASSWORD);
        SignInAttempt again =
                SignInAttempt.of("alice", Door.PASSWORD, Door.HOME).replacing(planted.token());

        SignInResult.SignedIn in = (SignInResult.SignedIn) door.desk.signIn(again);

        assertThat(door.sessions.use(planted.token())).isEmpty();
        assertThat(door.sessions.list()).containsExactly(in.session());
        assertThat(door.revoked())
                .contains(new Revocation.OfSession(planted.session().id()));
        assertThat(door.audit()).endsWith("session_ended", "session_created", "login");
        assertThat(again).hasToString("SignInAttempt[***]");
    }

    @Test
    void signIn_whenItFails_leavesTheSessionTheBrowserHad() {
        SignInResult.SignedIn before = (SignInResult.SignedIn) signIn("alice", Door.PASSWORD);
        SignInAttempt wrong = SignInAttempt.of("alice", "not the password", Door.HOME);

        assertThat(door.desk.signIn(wrong.replacing(before.token()))).isEqualTo(new SignInResult.Refused());

        assertThat(door.sessions.use(before.token())).contains(before.session());
    }

    @Test
    void signIn_whateverIsWrong_answersTheSameAndRecordsTheSame() {
        String[][] attempts = {
            {"alice", "wrong password here"},
            {"nobody", Door.PASSWORD},
            {"bob", Door.PASSWORD},
            {"Alice", Door.PASSWORD},
            {"", Door.PASSWORD},
            {"a\nb", Door.PASSWORD},
            {"alice", ""},
            {"alice", "x".repeat(1_000_000)},
            {"alice", "\uD800lone surrogate"},
            {"alice", Door.PASSWORD + " "},
        };
        for (String[] attempt : attempts) {
            long before = door.unit.latest();
            door.clock.pass(Duration.ofMinutes(1));

            assertThat(signIn(attempt[0], attempt[1])).isEqualTo(new SignInResult.Refused());
            assertThat(door.unit.latest()).isEqualTo(before + 1);
            assertThat(door.lastRecord().event().action().wireName()).isEqualTo("login_failed");
            assertThat(door.lastRecord().event().actor()).isEqualTo(AuditEvent.NOBODY);
        }
        assertThat(door.sessions.list()).isEmpty();
    }

    @Test
    void signIn_whenTheNameIsNobodys_keepsItOutOfTheRecord() {
        signIn("my secret password", "alice");

        assertThat(door.lastRecord().toString()).doesNotContain("my secret");
        assertThat(door.lastRecord().event().target()).isEqualTo("(unknown)");
    }

    @Test
    void signIn_whoeverIsMeant_costsExactlyOneHash() throws InterruptedException {
        HeldRandom held = new HeldRandom();
        PasswordHasher single = PasswordHasher.argon2id(Door.CHEAP, 1, Duration.ZERO, held);
        SignInDesk desk =
                new SignInDesk(door.unit, door.userStore, door.sessions, single, new LoginThrottle(door.clock::nanos));
        Thread hashing = new Thread(() -> single.hash(Secret.of(Door.PASSWORD)));
        hashing.start();
        assertThat(held.inside.await(10, TimeUnit.SECONDS)).isTrue();

        for (String name : new String[] {"alice", "bob", "nobody", "", "a\nb"}) {
            assertThat(desk.signIn(SignInAttempt.of(name, Door.PASSWORD, Door.HOME)))
                    .as(name + " needs the one slot for a hash")
                    .isInstanceOf(SignInResult.Busy.class);
        }
        assertThat(desk.signIn(SignInAttempt.of("alice", "x".repeat(1_000_000), Door.HOME)))
                .as("1 MB costs none")
                .isEqualTo(new SignInResult.Refused());
        held.release.countDown();
        hashing.join(10_000);
        assertThat(hashing.isAlive()).isFalse();
    }

    @Test
    void signIn_whenTriedTooOften_isThrottledForThatAccountAndNetworkAlone() {
        for (int i = 0; i < 5; i++) {
            assertThat(signIn("alice", "wrong password")).isEqualTo(new SignInResult.Refused());
        }

        assertThat(signIn("alice", Door.PASSWORD)).isEqualTo(new SignInResult.Throttled(Duration.ofSeconds(12)));
        Source elsewhere = new Source(Cidr.of("198.51.100.1").network(), "");
        assertThat(door.desk.signIn(SignInAttempt.of("alice", Door.PASSWORD, elsewhere)))
                .isInstanceOf(SignInResult.SignedIn.class);
        door.clock.pass(Duration.ofSeconds(12));
        assertThat(signIn("alice", Door.PASSWORD)).isInstanceOf(SignInResult.SignedIn.class);
    }

    @Test
    void signIn_whenItSucceeds_givesTheAttemptsBack() {
        for (int i = 0; i < 20; i++) {
            assertThat(signIn("alice", Door.PASSWORD)).isInstanceOf(SignInResult.SignedIn.class);
        }
    }

    @Test
    void signIn_whenTheStoredHashIsWeak_replacesItAndStillSignsIn() {
        PasswordHasher stronger =
                PasswordHasher.argon2id(new Argon2Cost(128, 2, 1), 1, Duration.ofSeconds(9), door.random);
        SignInDesk desk = new SignInDesk(door.unit, door.userStore, door.sessions, stronger, door.throttle);

        assertThat(desk.signIn(SignInAttempt.of("alice", Door.PASSWORD, Door.HOME)))
                .isInstanceOf(SignInResult.SignedIn.class);

        assertThat(door.userStore.find(new UserId("alice")).orElseThrow().passwordHash())
                .satisfies(hash -> assertThat(hash).isNotNull())
                .extracting(hash -> hash == null ? "" : hash.text())
                .asString()
                .startsWith("$argon2id$v=19$m=128,t=2,p=1$");
        assertThat(signIn("alice", Door.PASSWORD)).isInstanceOf(SignInResult.SignedIn.class);
    }

    @Test
    void signIn_whenTheNameIsNobodys_tagsItUnderAKeyOfTheProcess() {
        String first = tagOf(
                new SignInDesk(door.unit, door.userStore, door.sessions, door.hasher, door.throttle, door.tokens));
        String second = tagOf(
                new SignInDesk(door.unit, door.userStore, door.sessions, door.hasher, door.throttle, door.tokens));

        assertThat(first).matches("[0-9a-f]{16}").isNotEqualTo(second);
    }

    private String tagOf(SignInDesk desk) {
        List<String> tags = new ArrayList<>();
        for (String name : List.of("my secret password", "my secret password", "another")) {
            desk.signIn(SignInAttempt.of(name, Door.PASSWORD, Door.HOME));
            assertThat(door.lastRecord().toString()).doesNotContain("secret");
            tags.add(door.lastRecord().event().detail().get("name_tag"));
        }
        desk.signIn(SignInAttempt.of("alice", "wrong password", Door.HOME));
        assertThat(door.lastRecord().event().detail()).doesNotContainKey("name_tag");
        assertThat(tags.get(0)).isEqualTo(tags.get(1)).isNotEqualTo(tags.get(2));
        return tags.get(0);
    }

    @Test
    void signIn_whenThrottled_isRecordedOnceAMinuteWithTheNumberOfTries() {
        for (int i = 0; i < 25; i++) {
            signIn("alice", "wrong password");
        }

        assertThat(door.audit()).filteredOn("login_failed"::equals).hasSize(6);
        assertThat(door.lastRecord().event().target()).isEqualTo("alice");
        assertThat(door.lastRecord().event().detail())
                .containsEntry("reason", "throttled")
                .containsEntry("attempts", "1")
                .containsEntry("address", "192.0.2.7");
        door.clock.pass(Duration.ofMinutes(1));
        for (int i = 0; i < 6; i++) {
            signIn("alice", "wrong password");
        }
        assertThat(door.lastRecord().event().detail()).containsEntry("attempts", "20");
    }

    @Test
    void signIn_whenTheHashCameFromElsewhere_replacesItInTheTransactionOfTheSession() {
        User imported = door.userStore
                .find(new UserId("alice"))
                .orElseThrow()
                .withPassword(new PasswordHash("$2b$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS"));
        save(imported);

        assertThat(signIn("alice", "wrong password")).isEqualTo(new SignInResult.Refused());
        assertThat(door.userStore.find(imported.id())).contains(imported);
        assertThat(signIn("alice", Door.PASSWORD)).isInstanceOf(SignInResult.SignedIn.class);

        User replaced = door.userStore.find(imported.id()).orElseThrow();
        assertThat(replaced.passwordHash()).isNotNull().isNotEqualTo(imported.passwordHash());
        assertThat(door.hasher.verify(replaced.passwordHash(), Secret.of(Door.PASSWORD)))
                .isEqualTo(PasswordVerdict.MATCH);
        assertThat(signIn("alice", Door.PASSWORD)).isInstanceOf(SignInResult.SignedIn.class);
    }

    @Test
    void signIn_whenTheImportedPasswordIsTooShortForANewOne_replacesItsHashAllTheSame() {
        User imported = door.userStore
                .find(new UserId("alice"))
                .orElseThrow()
                .withPassword(new PasswordHash("$2b$04$abcdefghijklmnopqrstuuugH8XjOPXLdX/a9t3zWaL96n4O4U8.G"));
        save(imported);

        assertThat(signIn("alice", "short")).isInstanceOf(SignInResult.SignedIn.class);

        User replaced = door.userStore.find(imported.id()).orElseThrow();
        assertThat(replaced.passwordHash()).isNotNull().isNotEqualTo(imported.passwordHash());
        assertThat(door.hasher.verify(replaced.passwordHash(), Secret.of("short")))
                .isEqualTo(PasswordVerdict.MATCH);
        assertThat(signIn("alice", "short")).isInstanceOf(SignInResult.SignedIn.class);
    }

    @Test
    void signIn_whoeverIsMeant_computesTheSameHashAndReadsTheSameRows() {
        ExternalIdentity identity = new ExternalIdentity("https://idp.example", "1");
        door.users.register(Actor.system(), new ExternalUser(new UserId("sso"), "Somebody", identity));
        door.users.register(
                Actor.system(),
                new ExternalUser(new UserId("open"), "Somebody", new ExternalIdentity("https://idp.example", "2")));
        door.users.approve(Actor.system(), new UserId("open"), Role.ADMIN);
        List<String> work = new ArrayList<>();
        CountingUsers counting = new CountingUsers(door.userStore, work);
        SignInDesk desk = new SignInDesk(
                door.unit, counting, door.sessions, door.hasher.observedBy(work::add), door.throttle, door.tokens);

        for (String name : List.of("alice", "bob", "nobody", "sso", "open")) {
            work.clear();
            String password = name.equals("alice") ? "wrong password" : Door.PASSWORD;

            assertThat(desk.signIn(SignInAttempt.of(name, password, Door.HOME))).isEqualTo(new SignInResult.Refused());
            assertThat(work).as(name).containsExactly("find", "argon2id m=64,t=1,p=1");
        }
    }

    private void save(User user) {
        door.unit.commit(tx -> {
            door.userStore.save(tx, user);
            return user;
        });
    }

    @Test
    void signOut_whenTheSessionLives_endsItOnce() {
        SignInResult.SignedIn in = (SignInResult.SignedIn) signIn("alice", Door.PASSWORD);

        assertThat(door.desk.signOut(in.token())).isTrue();
        assertThat(door.desk.signOut(in.token())).isFalse();
        assertThat(door.sessions.use(in.token())).isEmpty();
        assertThat(door.audit()).endsWith("session_ended", "logout");
    }

    @Test
    void attempt_whenPrinted_showsNothing() {
        assertThat(SignInAttempt.of("alice", "hunter2-hunter2", Door.HOME)).hasToString("SignInAttempt[***]");
    }

    private SignInResult signIn(String name, String password) {
        return door.desk.signIn(SignInAttempt.of(name, password, Door.HOME));
    }

    /** Holds whoever draws a salt, and with them their slot. */
    private static final class HeldRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final transient CountDownLatch inside = new CountDownLatch(1);
        private final transient CountDownLatch release = new CountDownLatch(1);

        @Override
        public void nextBytes(byte[] bytes) {
            inside.countDown();
            try {
                if (!release.await(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("never released");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Notes every read. */
    private static final class CountingUsers implements UserStore {
        private final UserStore real;
        private final List<String> work;

        private CountingUsers(UserStore real, List<String> work) {
            this.real = real;
            this.work = work;
        }

        @Override
        public Optional<User> find(UserId id) {
            work.add("find");
            return real.find(id);
        }

        @Override
        public Optional<User> findByIdentity(ExternalIdentity identity) {
            work.add("findByIdentity");
            return real.findByIdentity(identity);
        }

        @Override
        public List<User> list() {
            work.add("list");
            return real.list();
        }

        @Override
        public void save(Tx tx, User user) {
            work.add("save");
            real.save(tx, user);
        }

        @Override
        public boolean remove(Tx tx, UserId id) {
            work.add("remove");
            return real.remove(tx, id);
        }
    }
}
