package dev.missioncontrol.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.Rbac;
import dev.missioncontrol.auth.fixture.Door;
import dev.missioncontrol.auth.fixture.Requests;
import dev.missioncontrol.auth.http.Authentication;
import dev.missioncontrol.auth.http.Authenticator;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.core.secret.Secret;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlobalKeyTest {

    private static final Secret FROM_ENVIRONMENT =
            Secret.of("5d8c2a9e4b7f10c36d5e8f9a0b1c2d3e4f5061728394a5b6c7d8e9f001122334");
    private static final Secret ANOTHER = Secret.of("0123456789abcdefghijklmnopqrstuv");

    private final Door door = new Door();
    private final GlobalKey global = new GlobalKey(door.keys);

    @Test
    void verify_whenNothingWasAdopted_refusesWhateverIsPresented() {
        assertThat(verify(FROM_ENVIRONMENT)).isEqualTo(new KeyVerdict.Refused(KeyFault.MALFORMED));
        assertThat(global.living()).isEmpty();
    }

    @Test
    void adopt_whenTheTextIsRandom_isAnAdminWithoutAnAccountAndEveryUseIsRecorded() {
        global.adopt(FROM_ENVIRONMENT);

        KeyVerdict.Good good = (KeyVerdict.Good) verify(FROM_ENVIRONMENT);

        assertThat(good.user().role()).isEqualTo(Role.ADMIN);
        assertThat(good.user().id()).isEqualTo(GlobalKey.USER);
        assertThat(door.users.find(GlobalKey.USER)).isEmpty();
        assertThat(door.audit()).endsWith("key_created", "key_used");
        assertThat(door.lastRecord().event().actor()).isEqualTo("(api)");
        assertThat(door.lastRecord().toString()).doesNotContain(FROM_ENVIRONMENT.reveal());
    }

    @Test
    void authenticate_whenItIsPresented_grantsAdminAndHolds() {
        global.adopt(FROM_ENVIRONMENT);
        Authenticator authenticator =
                new Authenticator(door.sessions, door.keys, door.userStore, TrustedProxies.none());

        Authentication.Known known = (Authentication.Known) authenticator.authenticate(
                Requests.request(Scheme.HTTPS, "GET", "X-Api-Key", FROM_ENVIRONMENT.reveal()));

        assertThat(Rbac.require(known.subject(), Role.ADMIN).isGranted()).isTrue();
        assertThat(authenticator.stillHolds(known.subject(), known.credential()))
                .isTrue();
        global.revoke(Actor.system());
        assertThat(authenticator.stillHolds(known.subject(), known.credential()))
                .isFalse();
    }

    @Test
    void adopt_whenStartedAgain_isTheSameKey() {
        KeyCreation.Created first = (KeyCreation.Created) global.adopt(FROM_ENVIRONMENT);

        ApiKeys restarted = new ApiKeys(door.unit, door.keyStore, door.userStore, door.tokens, door.clock);
        KeyCreation.Created second = (KeyCreation.Created) new GlobalKey(restarted).adopt(FROM_ENVIRONMENT);

        assertThat(second.key().id()).isEqualTo(first.key().id());
        assertThat(restarted.verify(FROM_ENVIRONMENT, Door.HOME)).isInstanceOf(KeyVerdict.Good.class);
        assertThat(door.keys.list()).hasSize(1);
    }

    @Test
    void adopt_whenTheEnvironmentNamesAnother_endsTheEarlierOne() {
        global.adopt(FROM_ENVIRONMENT);

        global.adopt(ANOTHER);

        assertThat(verify(FROM_ENVIRONMENT)).isEqualTo(new KeyVerdict.Refused(KeyFault.REVOKED));
        assertThat(verify(ANOTHER)).isInstanceOf(KeyVerdict.Good.class);
    }

    @Test
    void rotate_whenItCameFromTheEnvironment_endsThatOneForGoodAfterTheOverlap() {
        global.adopt(FROM_ENVIRONMENT);

        KeyCreation.Created next =
                (KeyCreation.Created) global.rotate(Actor.user(new UserId("root")), Duration.ofHours(1));

        assertThat(next.text().reveal()).matches("mca_[0-9a-f]{48}");
        assertThat(verify(FROM_ENVIRONMENT)).isInstanceOf(KeyVerdict.Good.class);
        assertThat(verify(next.text())).isInstanceOf(KeyVerdict.Good.class);
        assertThat(global.living()).hasSize(2);
        door.clock.pass(Duration.ofHours(1));
        assertThat(verify(FROM_ENVIRONMENT)).isEqualTo(new KeyVerdict.Refused(KeyFault.EXPIRED));
        assertThat(global.adopt(FROM_ENVIRONMENT)).isEqualTo(new KeyCreation.Refused(KeyRequestFault.NOT_GOOD));
        assertThat(global.adopt(ANOTHER)).isEqualTo(new KeyCreation.Refused(KeyRequestFault.NOT_GOOD));
        assertThat(verify(next.text())).isInstanceOf(KeyVerdict.Good.class);
    }

    @Test
    void rotate_whenDoneWithinAnOverlap_keepsTheOneBeforeAlone() {
        global.adopt(FROM_ENVIRONMENT);
        Actor root = Actor.user(new UserId("root"));
        KeyCreation.Created second = (KeyCreation.Created) global.rotate(root, Duration.ofDays(30));
        KeyCreation.Created third = (KeyCreation.Created) global.rotate(root, Duration.ofDays(30));

        assertThat(verify(FROM_ENVIRONMENT)).isEqualTo(new KeyVerdict.Refused(KeyFault.REVOKED));
        assertThat(verify(second.text())).isInstanceOf(KeyVerdict.Good.class);
        assertThat(verify(third.text())).isInstanceOf(KeyVerdict.Good.class);
        assertThat(global.living())
                .extracting(ApiKey::id)
                .containsExactlyInAnyOrder(second.key().id(), third.key().id());
    }

    @Test
    void rotate_whenThereIsNone_makesTheFirst() {
        KeyCreation.Created first = (KeyCreation.Created) global.rotate(Actor.system(), Duration.ZERO);
        KeyCreation.Created second = (KeyCreation.Created) global.rotate(Actor.system(), Duration.ZERO);

        assertThat(verify(first.text())).isEqualTo(new KeyVerdict.Refused(KeyFault.REVOKED));
        assertThat(verify(second.text())).isInstanceOf(KeyVerdict.Good.class);
        assertThat(global.revoke(Actor.system())).isTrue();
        assertThat(global.revoke(Actor.system())).isFalse();
        assertThat(verify(second.text())).isEqualTo(new KeyVerdict.Refused(KeyFault.REVOKED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "0123456789abcdefghijklmnopqrstu",
                "00000000000000000000000000000000000",
                "abababababababababababababababab"
            })
    void adopt_whenTheTextCouldBeGuessed_refuses(String text) {
        assertThat(global.adopt(Secret.of(text))).isEqualTo(new KeyCreation.Refused(KeyRequestFault.WEAK_TEXT));
        assertThat(door.audit()).isEmpty();
    }

    @Test
    void create_whenAnOrdinaryRequestNamesItsUser_refuses() {
        KeyRequest wanted = new KeyRequest("sneaky", GlobalKey.USER, Set.of(Scope.ADMIN), null);

        assertThat(door.keys.create(Actor.system(), wanted)).isEqualTo(new KeyCreation.Refused(KeyRequestFault.USER));
    }

    private KeyVerdict verify(Secret text) {
        return door.keys.verify(text, Door.HOME);
    }
}
