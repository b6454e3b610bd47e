package dev.missioncontrol.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.auth.apikey.KeyCreation;
import dev.missioncontrol.auth.apikey.KeyFault;
import dev.missioncontrol.auth.apikey.KeyRequest;
import dev.missioncontrol.auth.apikey.KeyVerdict;
import dev.missioncontrol.auth.fixture.Door;
import dev.missioncontrol.auth.password.PasswordFault;
import dev.missioncontrol.auth.password.PasswordVerdict;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {

    private static final Actor ROOT = Actor.user(new UserId("root"));

    private final Door door = new Door();

    @Test
    void create_whenTheNameIsFree_makesAUserAndItsRecord() {
        User alice = door.add("alice", Role.OPERATOR);

        assertThat(door.users.find(alice.id())).contains(alice);
        assertThat(alice.isEnabled()).isTrue();
        assertThat(door.audit()).containsExactly("user_created");
        assertThat(alice.toString()).doesNotContain("argon2id");
    }

    @Test
    void create_whenTheNameIsTaken_changesNothing() {
        User alice = door.add("alice", Role.ADMIN);

        UserChange second = door.users.create(ROOT, wanted("alice", Door.PASSWORD));

        assertThat(second).isEqualTo(new UserChange.Refused(UserFault.NAME_TAKEN));
        assertThat(door.users.list()).containsExactly(alice);
        assertThat(door.audit()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(system)", "(nobody)", "("})
    void create_whenTheNameIsKeptForRecords_refuses(String name) {
        assertThat(door.users.create(ROOT, wanted(name, Door.PASSWORD)))
                .isEqualTo(new UserChange.Refused(UserFault.NAME_REFUSED));
    }

    @Test
    void everyWayToAPassword_whenItIsTooShort_refuses() {
        User alice = door.add("alice", Role.ADMIN);
        Secret eleven = Secret.of("elevenchars");

        assertThat(door.users.create(ROOT, wanted("bob", "elevenchars")))
                .isEqualTo(new UserChange.PasswordRefused(PasswordFault.TOO_SHORT));
        assertThat(door.users.setPassword(ROOT, alice.id(), eleven))
                .isEqualTo(new UserChange.PasswordRefused(PasswordFault.TOO_SHORT));
        assertThat(door.users.list()).containsExactly(alice);
    }

    @Test
    void changeRole_whenItChanges_endsSessionsAndRaisesTheEpoch() {
        door.add("root", Role.ADMIN);
        User alice = door.add("alice", Role.OPERATOR);
        String session = door.sessions
                .start(alice.id(), SignIn.PASSWORD, Door.HOME)
                .session()
                .id();

        UserChange change = door.users.changeRole(ROOT, alice.id(), Role.VIEWER);

        assertThat(change).isEqualTo(new UserChange.Done(alice.withRole(Role.VIEWER)));
        assertThat(door.sessions.find(session)).isEmpty();
        assertThat(door.revoked())
                .containsExactly(new Revocation.OfUser(alice.id()), new Revocation.OfSession(session));
        assertThat(door.audit()).endsWith("role_changed", "session_ended");
    }

    @Test
    void disable_whenAUserHasSessions_endsThem() {
        door.add("root", Role.ADMIN);
        User alice = door.add("alice", Role.OPERATOR);
        door.sessions.start(alice.id(), SignIn.PASSWORD, Door.HOME);
        door.sessions.start(alice.id(), SignIn.PASSWORD, Door.HOME);

        door.users.disable(ROOT, alice.id());

        assertThat(door.sessions.ofUser(alice.id())).isEmpty();
        assertThat(door.revoked()).hasSize(3).contains(new Revocation.OfUser(alice.id()));
        assertThat(door.users.find(alice.id()).orElseThrow().isEnabled()).isFalse();
        assertThat(door.users.enable(ROOT, alice.id())).isEqualTo(new UserChange.Done(alice));
    }

    @Test
    void setPassword_whenItChanges_endsSessionsAndTheOldOneIsDead() {
        User alice = door.add("alice", Role.ADMIN);
        door.sessions.start(alice.id(), SignIn.PASSWORD, Door.HOME);

        door.users.setPassword(ROOT, alice.id(), Secret.of("another long password"));

        User changed = door.users.find(alice.id()).orElseThrow();
        assertThat(door.sessions.list()).isEmpty();
        assertThat(door.hasher.verify(changed.passwordHash(), Secret.of(Door.PASSWORD)))
                .isEqualTo(PasswordVerdict.MISMATCH);
        assertThat(door.audit()).endsWith("password_changed", "session_ended");
    }

    @Test
    void lastAdmin_whenDemotedOrDisabled_staysAsItIs() {
        User root = door.add("root", Role.ADMIN);
        User second = door.add("second", Role.ADMIN);
        door.users.disable(ROOT, second.id());
        int records = door.audit().size();

        assertThat(door.users.changeRole(ROOT, root.id(), Role.OPERATOR))
                .isEqualTo(new UserChange.Refused(UserFault.LAST_ADMIN));
        assertThat(door.users.disable(ROOT, root.id())).isEqualTo(new UserChange.Refused(UserFault.LAST_ADMIN));
        assertThat(door.users.find(root.id())).contains(root);
        assertThat(door.audit()).hasSize(records);

        door.users.enable(ROOT, second.id());
        assertThat(door.users.disable(ROOT, root.id())).isInstanceOf(UserChange.Done.class);
    }

    @Test
    void change_whenNothingChangesOrNobodyIsThere_writesNoRecord() {
        User root = door.add("root", Role.ADMIN);

        assertThat(door.users.changeRole(ROOT, root.id(), Role.ADMIN)).isEqualTo(new UserChange.Done(root));
        assertThat(door.users.disable(ROOT, new UserId("ghost")))
                .isEqualTo(new UserChange.Refused(UserFault.NOT_FOUND));
        assertThat(door.audit()).containsExactly("user_created");
    }

    @Test
    void register_whenSomebodySignsInElsewhere_waitsWithoutRights() {
        UserChange change = door.users.register(Actor.system(), external("sso", "1"));

        User made = ((UserChange.Done) change).user();
        assertThat(made.status()).isEqualTo(UserStatus.PENDING);
        assertThat(made.role()).isEqualTo(Role.VIEWER);
        assertThat(made.isEnabled()).isFalse();
        assertThat(door.users.findByIdentity(new ExternalIdentity("https://idp.example", "1")))
                .contains(made);
        assertThat(door.users.register(ROOT, external("other", "1")))
                .isEqualTo(new UserChange.Refused(UserFault.IDENTITY_TAKEN));
        assertThat(door.users.register(ROOT, external("SSO", "2")))
                .isEqualTo(new UserChange.Refused(UserFault.NAME_TAKEN));
    }

    @Test
    void register_whenTooManyWait_refusesUntilOneIsDecided() {
        for (String name : List.of("one", "two", "three")) {
            assertThat(door.users.register(ROOT, external(name, name))).isInstanceOf(UserChange.Done.class);
        }

        assertThat(door.users.register(ROOT, external("four", "four")))
                .isEqualTo(new UserChange.Refused(UserFault.TOO_MANY_PENDING));

        door.users.approve(ROOT, new UserId("two"), Role.OPERATOR);
        assertThat(door.users.register(ROOT, external("four", "four"))).isInstanceOf(UserChange.Done.class);
    }

    @Test
    void approve_whenTheAccountWaits_opensItInTheRoleGiven() {
        door.users.register(ROOT, external("sso", "1"));

        User open = ((UserChange.Done) door.users.approve(ROOT, new UserId("sso"), Role.OPERATOR)).user();

        assertThat(open.isEnabled()).isTrue();
        assertThat(open.role()).isEqualTo(Role.OPERATOR);
        assertThat(door.lastRecord().event().detail())
                .containsEntry("role", "operator")
                .containsEntry("status", "enabled");
        assertThat(door.users.approve(ROOT, open.id(), Role.ADMIN))
                .isEqualTo(new UserChange.Refused(UserFault.NOT_PENDING));
        assertThat(door.users.approve(ROOT, new UserId("ghost"), Role.ADMIN))
                .isEqualTo(new UserChange.Refused(UserFault.NOT_FOUND));
    }

    @Test
    void provision_whenTheRoleIsAdmin_isRefusedAsConfiguration() {
        assertThatThrownBy(() -> door.users.provision(ROOT, external("sso", "1"), Role.ADMIN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(door.users.provision(ROOT, external("sso", "1"), Role.OPERATOR))
                .isInstanceOfSatisfying(
                        UserChange.Done.class,
                        done -> assertThat(done.user().isEnabled()).isTrue());
    }

    @Test
    void unapprove_whenAUserHasSessions_endsThem() {
        door.add("root", Role.ADMIN);
        User alice = door.add("alice", Role.OPERATOR);
        door.sessions.start(alice.id(), SignIn.PASSWORD, Door.HOME);

        door.users.unapprove(ROOT, alice.id());

        assertThat(door.sessions.ofUser(alice.id())).isEmpty();
        assertThat(door.users.find(alice.id()).orElseThrow().status()).isEqualTo(UserStatus.PENDING);
        assertThat(door.revoked()).contains(new Revocation.OfUser(alice.id()));
    }

    @Test
    void delete_whenAUserHasEverything_leavesOnlyTheRecords() {
        door.add("root", Role.ADMIN);
        User alice = door.add("alice", Role.OPERATOR);
        String session = door.sessions
                .start(alice.id(), SignIn.PASSWORD, Door.HOME)
                .session()
                .id();
        KeyRequest wanted = new KeyRequest("ci", alice.id(), Set.of(Scope.READ), null);
        KeyCreation.Created key = (KeyCreation.Created) door.keys.create(ROOT, wanted);

        assertThat(door.users.delete(ROOT, alice.id())).isEqualTo(new UserChange.Done(alice));

        assertThat(door.users.find(alice.id())).isEmpty();
        assertThat(door.revoked())
                .contains(
                        new Revocation.OfUser(alice.id()),
                        new Revocation.OfSession(session),
                        new Revocation.OfKey(key.key().id()));
        assertThat(door.audit()).contains("user_deleted", "session_ended", "key_revoked");
        door.add("alice", Role.ADMIN);
        assertThat(door.keys.verify(key.text(), Door.HOME)).isInstanceOf(KeyVerdict.Refused.class);
        assertThat(door.users.delete(ROOT, new UserId("ghost"))).isEqualTo(new UserChange.Refused(UserFault.NOT_FOUND));
    }

    @Test
    void delete_whenKeysWereNotWired_leavesTheKeyDeadUnderTheNextAccountOfThatName() {
        Users bare = new Users(door.unit, door.userStore, door.sessions, door.hasher, door.clock);
        door.add("root", Role.ADMIN);
        User alice = door.add("alice", Role.OPERATOR);
        KeyRequest wanted = new KeyRequest("ci", alice.id(), Set.of(Scope.READ), null);
        KeyCreation.Created key = (KeyCreation.Created) door.keys.create(ROOT, wanted);

        bare.delete(ROOT, alice.id());
        door.clock.pass(Duration.ofMillis(1));
        door.add("alice", Role.ADMIN);

        assertThat(door.keys.verify(key.text(), Door.HOME)).isEqualTo(new KeyVerdict.Refused(KeyFault.USER));
    }

    @Test
    void lastAdmin_whenDeletedOrUnapproved_staysAsItIs() {
        User root = door.add("root", Role.ADMIN);

        assertThat(door.users.delete(ROOT, root.id())).isEqualTo(new UserChange.Refused(UserFault.LAST_ADMIN));
        assertThat(door.users.unapprove(ROOT, root.id())).isEqualTo(new UserChange.Refused(UserFault.LAST_ADMIN));
        assertThat(door.users.list()).containsExactly(root);
    }

    @Test
    void setPassword_whenTheUserSignsInElsewhere_isRefused() {
        door.users.register(ROOT, external("sso", "1"));

        assertThat(door.users.setPassword(ROOT, new UserId("sso"), Secret.of("another long password")))
                .isEqualTo(new UserChange.Refused(UserFault.SIGNS_IN_ELSEWHERE));
    }

    private static ExternalUser external(String name, String subject) {
        return new ExternalUser(new UserId(name), "Somebody", new ExternalIdentity("https://idp.example", subject));
    }

    private static NewUser wanted(String name, String password) {
        return new NewUser(new UserId(name), "Somebody", Role.ADMIN, Secret.of(password));
    }
}
