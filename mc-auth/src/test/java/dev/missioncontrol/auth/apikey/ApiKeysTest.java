package dev.missioncontrol.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.fixture.Door;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Cidr;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiKeysTest {

    private static final UserId ALICE = new UserId("alice");
    private static final Actor ROOT = Actor.user(new UserId("root"));

    private final Door door = new Door();
    private final ApiKeys keys = door.keys;

    @BeforeEach
    void addPeople() {
        door.add("root", Role.ADMIN);
        door.add("alice", Role.OPERATOR);
    }

    @Test
    void create_whenDone_showsTheTextOnceAndKeepsItsDigest() {
        KeyCreation.Created created = create(null);

        assertThat(created.text().reveal()).matches("mca_[0-9a-f]{48}");
        assertThat(door.keyStore.findByKey(Digest.of(created.text()))).contains(created.key());
        assertThat(created.toString()).doesNotContain(created.text().reveal());
        assertThat(door.lastRecord().event().action().wireName()).isEqualTo("key_created");
        assertThat(door.lastRecord().toString()).doesNotContain(created.text().reveal());
    }

    @Test
    void create_whenTheRequestIsUnfit_saysWhyAndMakesNothing() {
        Instant now = door.clock.instant();

        assertThat(fault(" ", Set.of(Scope.READ), null)).isEqualTo(KeyRequestFault.NAME);
        assertThat(fault("x".repeat(129), Set.of(Scope.READ), null)).isEqualTo(KeyRequestFault.NAME);
        assertThat(fault("x", Set.of(), null)).isEqualTo(KeyRequestFault.NO_SCOPES);
        assertThat(fault("x", Set.of(Scope.READ, new Scope("operator.root")), null))
                .isEqualTo(KeyRequestFault.UNKNOWN_SCOPE);
        assertThat(fault("x", Set.of(Scope.READ), now)).isEqualTo(KeyRequestFault.EXPIRY);
        assertThat(keys.create(ROOT, new KeyRequest("x", new UserId("ghost"), Set.of(Scope.READ), null)))
                .isEqualTo(new KeyCreation.Refused(KeyRequestFault.USER));
        assertThat(keys.list()).isEmpty();
    }

    @Test
    void verify_whenTheKeyIsGood_namesItsUserAsTheyAreNow() {
        KeyCreation.Created created = create(null);
        door.users.changeRole(ROOT, ALICE, Role.VIEWER);

        KeyVerdict.Good good = (KeyVerdict.Good) keys.verify(created.text(), Door.HOME);

        assertThat(good.user().role()).isEqualTo(Role.VIEWER);
        assertThat(good.key().cap().scopes()).containsExactly(Scope.READ);
    }

    @Test
    void verify_whenTheTextIsNoKey_refusesWithoutAskingTheStore() {
        String text = create(null).text().reveal();
        for (String bad : new String[] {
            "x", text + "0", text.substring(1), text.replace("mca_", "mcb_"), text.replace("mca_", "MCA_"), text + " "
        }) {
            assertThat(keys.verify(Secret.of(bad), Door.HOME)).isEqualTo(new KeyVerdict.Refused(KeyFault.MALFORMED));
        }
        assertThat(keys.verify(Secret.of("mca_" + "0".repeat(48)), Door.HOME))
                .isEqualTo(new KeyVerdict.Refused(KeyFault.UNKNOWN));
    }

    @Test
    void verify_whenTheKeyExpires_refusesFromThatInstant() {
        KeyCreation.Created created = create(door.clock.instant().plusSeconds(60));
        door.clock.pass(Duration.ofMillis(59_999));
        assertThat(keys.verify(created.text(), Door.HOME)).isInstanceOf(KeyVerdict.Good.class);
        door.clock.pass(Duration.ofMillis(1));

        assertThat(keys.verify(created.text(), Door.HOME)).isEqualTo(new KeyVerdict.Refused(KeyFault.EXPIRED));
    }

    @Test
    void revoke_whenTheKeyIsGood_killsItOnce() {
        KeyCreation.Created created = create(null);

        assertThat(keys.revoke(ROOT, created.key().id())).isTrue();

        assertThat(keys.verify(created.text(), Door.HOME)).isEqualTo(new KeyVerdict.Refused(KeyFault.REVOKED));
        assertThat(door.revoked())
                .containsExactly(new Revocation.OfKey(created.key().id()));
        assertThat(door.lastRecord().event().action().wireName()).isEqualTo("key_revoked");
        assertThat(keys.revoke(ROOT, created.key().id())).isFalse();
        assertThat(keys.revoke(ROOT, "ghost")).isFalse();
        assertThat(keys.ofUser(ALICE)).hasSize(1);
    }

    @Test
    void verify_whenItsUserIsDisabled_refuses() {
        KeyCreation.Created created = create(null);
        door.users.disable(ROOT, ALICE);

        assertThat(keys.verify(created.text(), Door.HOME)).isEqualTo(new KeyVerdict.Refused(KeyFault.USER));
        assertThat(keys.check(created.key().id())).isEqualTo(new KeyVerdict.Refused(KeyFault.USER));
    }

    @Test
    void verify_whenScopesAreMissingOrUnknownInTheStore_hasNoRights() {
        for (Set<Scope> damaged : List.of(Set.<Scope>of(), Set.of(new Scope("operator.root")))) {
            KeyCreation.Created created = create(null);
            ApiKey key = created.key();
            door.unit.commit(tx -> door.keyStore.update(
                    tx, new ApiKey(key.id(), key.name(), ALICE, damaged, key.createdAt(), null, null, null)));

            assertThat(keys.verify(created.text(), Door.HOME)).isEqualTo(new KeyVerdict.Refused(KeyFault.NO_SCOPES));
        }
    }

    @Test
    void verify_whenUsedOften_recordsOnceAMinuteWithTheNumberOfUses() {
        KeyCreation.Created created = create(null);
        long before = door.unit.latest();
        for (int i = 0; i < 10; i++) {
            keys.verify(created.text(), Door.HOME);
        }
        assertThat(door.unit.latest()).isEqualTo(before + 1);
        door.clock.pass(Duration.ofMinutes(1));
        keys.verify(created.text(), Door.HOME);

        assertThat(door.unit.latest()).isEqualTo(before + 2);
        assertThat(door.lastRecord().event().detail())
                .containsEntry("uses", "10")
                .containsEntry("address", "192.0.2.7")
                .containsEntry("agent", "Browser/1");
        assertThat(keys.list().get(0).lastUsed()).isEqualTo(door.clock.instant());
    }

    @Test
    void verify_whenAnotherAddressUsesTheKey_recordsItAtOnce() {
        KeyCreation.Created created = create(null);
        keys.verify(created.text(), Door.HOME);
        long before = door.unit.latest();

        keys.verify(created.text(), new Source(Cidr.of("198.51.100.66").network(), "curl"));

        assertThat(door.unit.latest()).isEqualTo(before + 1);
        assertThat(door.lastRecord().event().detail()).containsEntry("address", "198.51.100.66");
    }

    private KeyCreation.Created create(@Nullable Instant expiresAt) {
        return (KeyCreation.Created) keys.create(ROOT, new KeyRequest("ci", ALICE, Set.of(Scope.READ), expiresAt));
    }

    private KeyRequestFault fault(String name, Set<Scope> scopes, @Nullable Instant expiresAt) {
        return ((KeyCreation.Refused) keys.create(ROOT, new KeyRequest(name, ALICE, scopes, expiresAt))).fault();
    }
}
