package dev.missioncontrol.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.auth.fixture.Door;
import dev.missioncontrol.auth.password.PasswordFault;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Several changes of an account at once, by several people at once, and what hangs on them. */
class AccountEditTest {

    private static final Actor ROOT = Actor.user(new UserId("root"));

    private final Door door = new Door();

    @Test
    void lastAdmin_whenTwoAdminsDemoteEachOtherAtOnce_oneStays() throws Exception {
        for (int round = 0; round < 20; round++) {
            Door fresh = new Door();
            List<UserId> admins = List.of(
                    fresh.add("one", Role.ADMIN).id(),
                    fresh.add("two", Role.ADMIN).id());
            CyclicBarrier start = new CyclicBarrier(2);
            ExecutorService threads = Executors.newFixedThreadPool(2);
            List<Callable<UserChange>> both = admins.stream()
                    .<Callable<UserChange>>map(id -> () -> {
                        start.await(30, TimeUnit.SECONDS);
                        return fresh.users.changeRole(ROOT, id, Role.VIEWER);
                    })
                    .toList();

            List<UserChange> changes = new ArrayList<>();
            for (Future<UserChange> change : threads.invokeAll(both)) {
                changes.add(change.get());
            }
            threads.shutdownNow();

            assertThat(changes).filteredOn(UserChange.Done.class::isInstance).hasSize(1);
            assertThat(changes).contains(new UserChange.Refused(UserFault.LAST_ADMIN));
        }
    }

    @Test
    void edit_whenOneOfSeveralChangesIsRefused_makesNone() {
        User root = door.add("root", Role.ADMIN);
        User alice = door.add("alice", Role.OPERATOR);
        door.sessions.start(alice.id(), SignIn.PASSWORD, Door.HOME);
        int records = door.audit().size();
        AccountEdit demote = AccountEdit.none().role(Role.VIEWER);

        assertThat(door.users.edit(ROOT, alice.id(), demote.password(Secret.of("elevenchars"))))
                .isEqualTo(new UserChange.PasswordRefused(PasswordFault.TOO_SHORT));
        assertThat(door.users.edit(
                        ROOT,
                        root.id(),
                        AccountEdit.none()
                                .password(Secret.of("another long password"))
                                .status(UserStatus.DISABLED)))
                .isEqualTo(new UserChange.Refused(UserFault.LAST_ADMIN));
        door.users.register(ROOT, external("sso", "1"));
        assertThat(door.users.edit(ROOT, new UserId("sso"), demote.password(Secret.of("another long password"))))
                .isEqualTo(new UserChange.Refused(UserFault.SIGNS_IN_ELSEWHERE));

        assertThat(door.users.find(root.id())).contains(root);
        assertThat(door.users.find(alice.id())).contains(alice);
        assertThat(door.sessions.ofUser(alice.id())).hasSize(1);
        assertThat(door.audit()).hasSize(records + 1);
    }

    @Test
    void edit_whenTheLastStepIsRefused_takesTheFirstBack() {
        User root = door.add("root", Role.ADMIN);
        User second = door.add("second", Role.ADMIN);
        door.users.disable(ROOT, second.id());
        int records = door.audit().size();
        AccountEdit both = AccountEdit.none().role(Role.ADMIN).status(UserStatus.DISABLED);

        assertThat(door.users.edit(ROOT, root.id(), both)).isEqualTo(new UserChange.Refused(UserFault.LAST_ADMIN));
        assertThat(door.users.edit(
                        ROOT, root.id(), AccountEdit.none().role(Role.VIEWER).status(UserStatus.DISABLED)))
                .isEqualTo(new UserChange.Refused(UserFault.LAST_ADMIN));

        assertThat(door.users.find(root.id())).contains(root);
        assertThat(door.audit()).hasSize(records);
    }

    @Test
    void edit_whenAllIsWell_makesAllOfIt() {
        door.add("root", Role.ADMIN);
        User alice = door.add("alice", Role.OPERATOR);

        AccountEdit all = AccountEdit.none()
                .role(Role.VIEWER)
                .status(UserStatus.DISABLED)
                .password(Secret.of("another long password"));
        User edited = ((UserChange.Done) door.users.edit(ROOT, alice.id(), all)).user();

        assertThat(edited.role()).isEqualTo(Role.VIEWER);
        assertThat(edited.status()).isEqualTo(UserStatus.DISABLED);
        assertThat(edited.passwordHash()).isNotEqualTo(alice.passwordHash());
        assertThat(door.users.edit(ROOT, alice.id(), AccountEdit.none())).isEqualTo(new UserChange.Done(edited));
        assertThat(door.users.edit(ROOT, new UserId("ghost"), AccountEdit.none()))
                .isEqualTo(new UserChange.Refused(UserFault.NOT_FOUND));
    }

    @Test
    void effects_whenRightsChange_runInTheTransactionOfTheChange() {
        door.add("root", Role.ADMIN);
        User alice = door.add("alice", Role.OPERATOR);

        door.users.changeRole(ROOT, alice.id(), Role.VIEWER);
        door.users.changeRole(ROOT, alice.id(), Role.OPERATOR);
        door.users.setPassword(ROOT, alice.id(), Secret.of("another long password"));
        door.users.disable(ROOT, alice.id());
        door.users.enable(ROOT, alice.id());
        door.users.unapprove(ROOT, alice.id());
        door.users.delete(ROOT, alice.id());

        assertThat(door.changes)
                .extracting(AccountChange::kind)
                .containsExactly(
                        AccountChange.Kind.DEMOTED,
                        AccountChange.Kind.PROMOTED,
                        AccountChange.Kind.PASSWORD_CHANGED,
                        AccountChange.Kind.DISABLED,
                        AccountChange.Kind.UNAPPROVED,
                        AccountChange.Kind.DELETED);
    }

    @Test
    void effects_whenTheyFail_takeTheChangeBack() {
        Users failing = Users.builder(door.unit, door.userStore, door.sessions, door.hasher, door.clock)
                .effects((tx, change) -> {
                    throw new IllegalStateException("no");
                })
                .build();
        door.add("root", Role.ADMIN);
        User alice = door.add("alice", Role.OPERATOR);
        int records = door.audit().size();

        assertThatThrownBy(() -> failing.disable(ROOT, alice.id())).isInstanceOf(IllegalStateException.class);

        assertThat(door.users.find(alice.id())).contains(alice);
        assertThat(door.audit()).hasSize(records);
    }

    private static ExternalUser external(String name, String subject) {
        return new ExternalUser(new UserId(name), "Somebody", new ExternalIdentity("https://idp.example", subject));
    }
}
