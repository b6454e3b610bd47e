package dev.missioncontrol.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.fixture.Door;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyRotationTest {

    private static final UserId ALICE = new UserId("alice");
    private static final Actor BY = Actor.user(ALICE);
    private static final Duration DAY = Duration.ofDays(1);

    private final Door door = new Door();

    @BeforeEach
    void addPeople() {
        door.add("root", Role.ADMIN);
        door.add("alice", Role.OPERATOR);
    }

    @Test
    void rotate_whenThereIsAnOverlap_keepsBothAndRecordsBothUses() {
        KeyCreation.Created old = create(door.keys, null);

        KeyCreation.Created next =
                (KeyCreation.Created) door.keys.rotate(BY, old.key().id(), DAY);

        assertThat(next.key().name()).isEqualTo(old.key().name());
        assertThat(next.key().scopes()).isEqualTo(old.key().scopes());
        assertThat(door.lastRecord().event().action().wireName()).isEqualTo("key_rotated");
        assertThat(door.lastRecord().event().detail())
                .containsEntry("next", next.key().id())
                .containsEntry("overlap", "PT24H");
        assertThat(door.keys.verify(old.text(), Door.HOME)).isInstanceOf(KeyVerdict.Good.class);
        assertThat(door.lastRecord().event().target()).isEqualTo(old.key().id());
        assertThat(door.keys.verify(next.text(), Door.HOME)).isInstanceOf(KeyVerdict.Good.class);
        assertThat(door.lastRecord().event().target()).isEqualTo(next.key().id());

        door.clock.pass(DAY);

        assertThat(door.keys.verify(old.text(), Door.HOME)).isEqualTo(new KeyVerdict.Refused(KeyFault.EXPIRED));
        assertThat(door.keys.verify(next.text(), Door.HOME)).isInstanceOf(KeyVerdict.Good.class);
    }

    @Test
    void rotate_whenThereIsNoOverlap_endsTheOldOneAtOnce() {
        KeyCreation.Created old = create(door.keys, null);

        door.keys.rotate(BY, old.key().id(), Duration.ZERO);

        assertThat(door.keys.verify(old.text(), Door.HOME)).isEqualTo(new KeyVerdict.Refused(KeyFault.REVOKED));
        assertThat(door.revoked()).contains(new Revocation.OfKey(old.key().id()));
    }

    @Test
    void rotate_whenTheOldOneEndsBeforeTheOverlap_doesNotProlongIt() {
        Instant end = door.clock.instant().plus(Duration.ofHours(2));
        KeyCreation.Created old = create(door.keys, end);
        door.clock.pass(Duration.ofHours(1));

        KeyCreation.Created next =
                (KeyCreation.Created) door.keys.rotate(BY, old.key().id(), DAY);

        assertThat(door.keyStore.find(old.key().id()).orElseThrow().expiresAt()).isEqualTo(end);
        assertThat(next.key().expiresAt()).isEqualTo(door.clock.instant().plus(Duration.ofHours(2)));
    }

    @Test
    void rotate_whenTheKeyOrTheOverlapIsNoGood_makesNone() {
        KeyCreation.Created old = create(door.keys, null);
        int records = door.audit().size();

        for (Duration overlap : new Duration[] {Duration.ofSeconds(-1), Duration.ofDays(31)}) {
            assertThat(door.keys.rotate(BY, old.key().id(), overlap))
                    .isEqualTo(new KeyCreation.Refused(KeyRequestFault.OVERLAP));
        }
        assertThat(door.keys.rotate(BY, "nothing", DAY)).isEqualTo(new KeyCreation.Refused(KeyRequestFault.NOT_GOOD));
        assertThat(door.audit()).hasSize(records);
        door.keys.revoke(BY, old.key().id());
        assertThat(door.keys.rotate(BY, old.key().id(), DAY))
                .isEqualTo(new KeyCreation.Refused(KeyRequestFault.NOT_GOOD));
    }

    @Test
    void create_whenKeysMustEnd_givesTheStandardLifeAndNoMoreThanTheLongest() {
        ApiKeys ending = keys(KeyRules.ending(Duration.ofDays(90), Duration.ofDays(365)));
        Instant now = door.clock.instant();

        assertThat(create(ending, null).key().expiresAt()).isEqualTo(now.plus(Duration.ofDays(90)));
        assertThat(create(ending, now.plus(Duration.ofDays(365))).key().expiresAt())
                .isEqualTo(now.plus(Duration.ofDays(365)));
        assertThat(ending.create(BY, request(now.plus(Duration.ofDays(365)).plusMillis(1))))
                .isEqualTo(new KeyCreation.Refused(KeyRequestFault.TOO_LONG_LIFE));
        assertThat(create(keys(new KeyRules(null, DAY, 9)), null).key().expiresAt())
                .isEqualTo(now.plus(DAY));
        assertThat(create(door.keys, null).key().expiresAt()).isNull();
    }

    @Test
    void create_whenTheUserHasAsManyAsMayBe_refusesUntilOneIsGone() {
        ApiKeys two = keys(new KeyRules(null, null, 2));
        KeyCreation.Created first = create(two, null);
        create(two, door.clock.instant().plus(DAY));

        assertThat(two.create(BY, request(null))).isEqualTo(new KeyCreation.Refused(KeyRequestFault.TOO_MANY));
        assertThat(two.rotate(BY, first.key().id(), DAY)).isInstanceOf(KeyCreation.Created.class);

        door.clock.pass(DAY);
        assertThat(two.create(BY, request(null))).isInstanceOf(KeyCreation.Created.class);
        assertThat(two.create(BY, request(null))).isEqualTo(new KeyCreation.Refused(KeyRequestFault.TOO_MANY));
    }

    @Test
    void verify_whenTheClockIsSetBack_bringsNoKeyBackToLife() {
        KeyCreation.Created key = create(door.keys, door.clock.instant().plus(DAY));
        door.clock.pass(DAY);
        assertThat(door.keys.verify(key.text(), Door.HOME)).isEqualTo(new KeyVerdict.Refused(KeyFault.EXPIRED));

        door.clock.pass(Duration.ofHours(-1));

        assertThat(door.keys.verify(key.text(), Door.HOME)).isEqualTo(new KeyVerdict.Refused(KeyFault.EXPIRED));
    }

    @Test
    void rules_whenTheyMeanNothing_areRefused() {
        assertThatThrownBy(() -> new KeyRules(null, null, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeyRules(Duration.ZERO, null, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyRules.ending(DAY.plusMillis(1), DAY)).isInstanceOf(IllegalArgumentException.class);
    }

    private ApiKeys keys(KeyRules rules) {
        return new ApiKeys(door.unit, door.keyStore, door.userStore, door.tokens, door.clock, rules);
    }

    private static KeyCreation.Created create(ApiKeys keys, @Nullable Instant end) {
        return (KeyCreation.Created) Objects.requireNonNull(keys.create(BY, request(end)));
    }

    private static KeyRequest request(@Nullable Instant end) {
        return new KeyRequest("nightly", ALICE, Set.of(Scope.READ, Scope.WRITE), end);
    }
}
