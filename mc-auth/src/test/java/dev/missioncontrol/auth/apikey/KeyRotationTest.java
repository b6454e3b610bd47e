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
        assertThat(door.lastRecord().event().detail()).containsEntry("overlap", "PT1H");
        assertThat(next.key().expiresAt()).isEqualTo(door.clock.instant().plus(Duration.ofHours(2)));
    }

    @Test
    void rotate_whenDoneAgainAndAgain_leavesNoMoreThanTwiceAsManyAsMayBe() {
        ApiKeys three = keys(new KeyRules(null, null, 3));
        String first = create(three, null).key().id();
        int made = 0;
        for (int i = 0; i < 50; i++) {
            made += three.rotate(BY, first, Duration.ofDays(30)) instanceof KeyCreation.Created ? 1 : 0;
        }

        assertThat(made).isEqualTo(5);
        assertThat(three.rotate(BY, first, DAY)).isEqualTo(new KeyCreation.Refused(KeyRequestFault.TOO_MANY));
        assertThat(three.rotate(BY, first, Duration.ZERO)).as("one for one").isInstanceOf(KeyCreation.Created.class);
    }

    @Test
    void rotate_whenTheKeyIsInItsOverlap_givesTheLifeItWasMadeWith() {
        Duration life = Duration.ofDays(90);
        String ending = create(door.keys, door.clock.instant().plus(life)).key().id();
        String endless = ((KeyCreation.Created)
                        door.keys.create(BY, new KeyRequest("for ever", ALICE, Set.of(Scope.READ), null)))
                .key()
                .id();
        door.keys.rotate(BY, ending, DAY);
        door.keys.rotate(BY, endless, DAY);
        door.clock.pass(Duration.ofHours(1));

        assertThat(((KeyCreation.Created) door.keys.rotate(BY, ending, DAY))
                        .key()
                        .expiresAt())
                .isEqualTo(door.clock.instant().plus(life));
        assertThat(((KeyCreation.Created) door.keys.rotate(BY, endless, DAY))
                        .key()
                        .expiresAt())
                .isNull();
    }

    @Test
    void rotate_whenTheRulesBecameStricter_exceedsThemNeitherByTheNewKeyNorByTheOverlap() {
        Instant now = door.clock.instant();
        String endless = create(door.keys, null).key().id();
        String longer = create(door.keys, now.plus(Duration.ofDays(400))).key().id();
        Duration most = Duration.ofDays(7);
        ApiKeys strict = keys(KeyRules.ending(most, most));

        KeyCreation.Created one = (KeyCreation.Created) strict.rotate(BY, endless, Duration.ofDays(30));
        assertThat(door.lastRecord().event().detail()).containsEntry("overlap", most.toString());
        KeyCreation.Created two = (KeyCreation.Created) strict.rotate(BY, longer, Duration.ofDays(30));

        assertThat(one.key().expiresAt()).isEqualTo(now.plus(most));
        assertThat(two.key().expiresAt()).isEqualTo(now.plus(most));
        assertThat(door.keyStore.find(endless).orElseThrow().expiresAt()).isEqualTo(now.plus(most));
        assertThat(door.keyStore.find(longer).orElseThrow().expiresAt()).isEqualTo(now.plus(most));
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
