package dev.missioncontrol.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.auth.fixture.Door;
import dev.missioncontrol.auth.password.PasswordFault;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapSecretTest {

    private final Door door = new Door();
    private final BootstrapSecret bootstrap = new BootstrapSecret(door.unit, door.userStore, door.users, door.tokens);

    @Test
    void redeem_whenTheSecretIsRight_makesTheFirstAdminOnce() {
        Secret secret = bootstrap.issue().orElseThrow();

        assertThat(redeem(secret, "root")).isInstanceOf(BootstrapResult.Made.class);

        assertThat(door.users.list()).extracting(User::role).containsExactly(Role.ADMIN);
        assertThat(redeem(secret, "second")).isEqualTo(new BootstrapResult.Refused());
        assertThat(bootstrap.issue()).isEmpty();
        assertThat(door.users.list()).hasSize(1);
    }

    @Test
    void redeem_whenNothingWasIssuedOrTheSecretIsWrongOrReplaced_refuses() {
        assertThat(redeem(Secret.of("guess"), "root")).isEqualTo(new BootstrapResult.Refused());
        Secret first = bootstrap.issue().orElseThrow();
        Secret second = bootstrap.issue().orElseThrow();

        assertThat(redeem(first, "root")).isEqualTo(new BootstrapResult.Refused());
        assertThat(redeem(Secret.of("guess"), "root")).isEqualTo(new BootstrapResult.Refused());
        assertThat(door.users.list()).isEmpty();
        assertThat(redeem(second, "root")).isInstanceOf(BootstrapResult.Made.class);
    }

    @Test
    void redeem_whenTenMinutesAreOver_refusesForGood() {
        Secret secret = bootstrap.issue().orElseThrow();
        door.clock.pass(Duration.ofMinutes(10));

        assertThat(redeem(secret, "root")).isEqualTo(new BootstrapResult.Refused());
        door.clock.pass(Duration.ofMinutes(-5));
        assertThat(redeem(secret, "root")).as("the clock was set back").isEqualTo(new BootstrapResult.Refused());
        Secret next = bootstrap.issue().orElseThrow();
        door.clock.pass(Duration.ofMinutes(9));
        assertThat(redeem(next, "root")).isInstanceOf(BootstrapResult.Made.class);
    }

    @Test
    void redeem_whenAnAdminCameAnotherWay_refuses() {
        Secret secret = bootstrap.issue().orElseThrow();
        door.add("other", Role.ADMIN);

        assertThat(redeem(secret, "root")).isEqualTo(new BootstrapResult.Refused());
    }

    @Test
    void redeem_whenThePasswordIsTooShort_keepsTheSecretGood() {
        Secret secret = bootstrap.issue().orElseThrow();

        BootstrapResult result = bootstrap.redeem(secret, new UserId("root"), "Root", Secret.of("short"));

        assertThat(result)
                .isEqualTo(new BootstrapResult.NotLikeThis(new UserChange.PasswordRefused(PasswordFault.TOO_SHORT)));
        assertThat(redeem(secret, "root")).isInstanceOf(BootstrapResult.Made.class);
    }

    @Test
    void redeem_whenWhatGoesAlongsideFails_makesNobodyAndKeepsTheSecretGood() {
        Secret secret = bootstrap.issue().orElseThrow();

        assertThatThrownBy(() ->
                        bootstrap.redeem(secret, new UserId("root"), "Root", Secret.of(Door.PASSWORD), (tx, admin) -> {
                            throw new IllegalArgumentException("no pairing");
                        }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(door.users.list()).isEmpty();
        assertThat(redeem(secret, "root")).isInstanceOf(BootstrapResult.Made.class);
    }

    @Test
    void redeem_whenManyRace_makesOneAdmin() {
        Secret secret = bootstrap.issue().orElseThrow();

        List<CompletableFuture<BootstrapResult>> races = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> redeem(secret, "root" + i)))
                .toList();
        long made = races.stream()
                .map(race -> race.orTimeout(30, TimeUnit.SECONDS).join())
                .filter(BootstrapResult.Made.class::isInstance)
                .count();

        assertThat(made).isEqualTo(1);
        assertThat(door.users.list()).hasSize(1);
    }

    private BootstrapResult redeem(Secret secret, String name) {
        return bootstrap.redeem(secret, new UserId(name), "Root", Secret.of(Door.PASSWORD));
    }
}
