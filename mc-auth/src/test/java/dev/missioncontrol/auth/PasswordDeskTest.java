package dev.missioncontrol.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.auth.fixture.Door;
import dev.missioncontrol.auth.password.PasswordFault;
import dev.missioncontrol.auth.session.StartedSession;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PasswordDeskTest {

    private static final String NEXT = "tulips in the park";

    private final Door door = new Door();
    private final PasswordDesk desk =
            new PasswordDesk(door.unit, door.userStore, door.users, door.sessions, door.hasher, door.clock::nanos);
    private final User alice = door.add("alice", Role.VIEWER);

    @Test
    void change_whenThePresentOneIsRight_endsEverySessionAndStartsOne() {
        StartedSession here = door.sessions.start(alice.id(), SignIn.PASSWORD, Door.HOME);
        StartedSession elsewhere = door.sessions.start(alice.id(), SignIn.PASSWORD, Door.HOME);

        OwnPasswordChange.Changed changed = (OwnPasswordChange.Changed) change(Door.PASSWORD, NEXT);

        assertThat(door.sessions.use(here.token())).isEmpty();
        assertThat(door.sessions.use(elsewhere.token())).isEmpty();
        assertThat(door.sessions.use(changed.token())).contains(changed.session());
        assertThat(door.sessions.list()).hasSize(1);
        assertThat(signIn(Door.PASSWORD)).isEqualTo(new SignInResult.Refused());
        assertThat(signIn(NEXT)).isInstanceOf(SignInResult.SignedIn.class);
        assertThat(door.audit()).contains("password_changed");
    }

    @Test
    void change_whenThePresentOneIsWrong_changesNothingAndIsRecorded() {
        StartedSession here = door.sessions.start(alice.id(), SignIn.PASSWORD, Door.HOME);

        assertThat(change("not the present one", NEXT)).isEqualTo(new OwnPasswordChange.WrongPassword());

        assertThat(door.sessions.use(here.token())).isPresent();
        assertThat(door.users.find(alice.id())).contains(alice);
        assertThat(door.lastRecord().event().action().wireName()).isEqualTo("login_failed");
        assertThat(door.lastRecord().event().detail()).containsEntry("reason", "password_change");
    }

    @Test
    void change_whenTheNewOneBreaksARule_changesNothing() {
        assertThat(change(Door.PASSWORD, "elevenchars"))
                .isEqualTo(new OwnPasswordChange.PasswordRefused(PasswordFault.TOO_SHORT));
        assertThat(change(Door.PASSWORD, "alice-alice-alice"))
                .isEqualTo(new OwnPasswordChange.PasswordRefused(PasswordFault.TOO_COMMON));
        assertThat(door.users.find(alice.id())).contains(alice);
    }

    @Test
    void change_whenTriedTooOften_isThrottledForThatUserAlone() {
        door.add("bob", Role.VIEWER);
        for (int i = 0; i < 5; i++) {
            assertThat(change("not the present one", NEXT)).isEqualTo(new OwnPasswordChange.WrongPassword());
        }

        assertThat(change(Door.PASSWORD, NEXT)).isEqualTo(new OwnPasswordChange.Throttled(Duration.ofSeconds(12)));
        assertThat(desk.change(new UserId("bob"), Secret.of(Door.PASSWORD), Secret.of(NEXT), Door.HOME))
                .isInstanceOf(OwnPasswordChange.Changed.class);
        door.clock.pass(Duration.ofSeconds(12));
        assertThat(change(Door.PASSWORD, NEXT)).isInstanceOf(OwnPasswordChange.Changed.class);
    }

    @Test
    void change_whenTheUserHasNoPasswordHere_isRefused() {
        ExternalIdentity identity = new ExternalIdentity("https://idp.example", "1");
        door.users.register(Actor.system(), new ExternalUser(new UserId("sso"), "Somebody", identity));
        door.users.approve(Actor.system(), new UserId("sso"), Role.VIEWER);

        for (String name : new String[] {"sso", "ghost"}) {
            assertThat(desk.change(new UserId(name), Secret.of(Door.PASSWORD), Secret.of(NEXT), Door.HOME))
                    .isEqualTo(new OwnPasswordChange.NotHere());
        }
    }

    private OwnPasswordChange change(String present, String wanted) {
        return desk.change(alice.id(), Secret.of(present), Secret.of(wanted), Door.HOME);
    }

    private SignInResult signIn(String password) {
        return door.desk.signIn(SignInAttempt.of("alice", password, Door.HOME));
    }
}
