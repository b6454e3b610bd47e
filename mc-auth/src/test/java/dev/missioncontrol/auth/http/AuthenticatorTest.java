package dev.missioncontrol.auth.http;

import static dev.missioncontrol.auth.fixture.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.UserStatus;
import dev.missioncontrol.auth.apikey.KeyCreation;
import dev.missioncontrol.auth.apikey.KeyRequest;
import dev.missioncontrol.auth.fixture.Door;
import dev.missioncontrol.auth.session.SessionEnd;
import dev.missioncontrol.auth.session.StartedSession;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.CredentialRef;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.core.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final DeviceId LAPTOP = new DeviceId("1".repeat(64));
    private static final DeviceId OTHER_LAPTOP = new DeviceId("2".repeat(64));

    private final Door door = new Door();
    private final Authenticator authenticator =
            new Authenticator(door.sessions, door.keys, door.userStore, TrustedProxies.none());

    @BeforeEach
    void addPeople() {
        door.add("root", Role.ADMIN);
        door.add("alice", Role.OPERATOR);
        door.add("bob", Role.VIEWER);
    }

    @Test
    void authenticate_whenARequestCameThroughTheDoor_readsItAsTheDoorDid() {
        StartedSession session = start(ALICE);
        RequestFacts facts = request(
                Scheme.HTTP,
                "GET",
                "Host",
                "mc.example.com",
                "Cookie",
                "__Host-mc-session=" + session.token().reveal());
        Passage passage = new Passage(
                facts,
                new RequestAddress(Scheme.HTTPS, "mc.example.com"),
                Peer.classify(facts, TrustedProxies.none()),
                "");

        assertThat(authenticator.authenticate(passage)).isInstanceOf(Authentication.Known.class);
        assertThat(authenticator.authenticate(facts)).isInstanceOf(Authentication.Anonymous.class);
    }

    @Test
    void binds_whenASessionShowedAKey_holdsForThatKeyAlone() {
        StartedSession session = start(ALICE);
        CredentialRef ref = new CredentialRef.OfSession(session.session().id());
        assertThat(authenticator.binds(ref, Optional.empty())).isTrue();
        assertThat(authenticator.binds(ref, Optional.of(LAPTOP))).isTrue();

        assertThat(authenticator.binds(ref, Optional.of(LAPTOP))).isTrue();
        assertThat(authenticator.binds(ref, Optional.empty())).isFalse();
        assertThat(authenticator.binds(ref, Optional.of(OTHER_LAPTOP))).isFalse();
        assertThat(door.audit()).containsOnlyOnce("session_bound");
    }

    @Test
    void binds_whenTheSessionHasEnded_holdsForNobody() {
        StartedSession session = start(ALICE);
        CredentialRef ref = new CredentialRef.OfSession(session.session().id());
        door.sessions.end(session.session().id(), Actor.system(), SessionEnd.ENDED);

        assertThat(authenticator.binds(ref, Optional.empty())).isFalse();
        assertThat(authenticator.binds(ref, Optional.of(LAPTOP))).isFalse();
        assertThat(authenticator.binds(new CredentialRef.OfAll(Set.of()), Optional.empty()))
                .isFalse();
    }

    @Test
    void binds_whenAKeyIsUsed_allowsEveryDeviceAndBindsOnlyTheSessionBesideIt() {
        StartedSession session = start(ALICE);
        CredentialRef key = new CredentialRef.OfKey("k");
        CredentialRef both =
                key.and(new CredentialRef.OfSession(session.session().id()));

        assertThat(authenticator.binds(key, Optional.of(LAPTOP))).isTrue();
        assertThat(authenticator.binds(key, Optional.of(OTHER_LAPTOP))).isTrue();
        assertThat(authenticator.binds(both, Optional.of(LAPTOP))).isTrue();
        assertThat(authenticator.binds(both, Optional.of(OTHER_LAPTOP))).isFalse();
        assertThat(authenticator.binds(both, Optional.empty())).isFalse();
    }

    @Test
    void authenticate_whenNothingIsPresented_isAnonymous() {
        assertThat(authenticate()).isEqualTo(new Authentication.Anonymous());
        assertThat(authenticate("Cookie", "other=1")).isEqualTo(new Authentication.Anonymous());
    }

    @Test
    void authenticate_whenTheCookieIsGood_knowsTheUserAsTheyAreNow() {
        StartedSession session = start(ALICE);

        Authentication.Known known = (Authentication.Known) authenticate("Cookie", cookie(session));

        assertThat(known.subject().id()).isEqualTo(ALICE);
        assertThat(known.subject().role()).isEqualTo(Role.OPERATOR);
        assertThat(known.credential())
                .isEqualTo(new CredentialRef.OfSession(session.session().id()));
        assertThat(known.expiresAt()).isEqualTo(session.session().expiresAt());
    }

    @Test
    void authenticate_whenTheCookieIsOverOrMalformed_refuses() {
        StartedSession session = start(ALICE);
        door.sessions.end(session.session().id(), Actor.system(), SessionEnd.ENDED);

        assertRefused(authenticate("Cookie", cookie(session)), AuthRefusal.SESSION_OVER);
        assertRefused(authenticate("Cookie", "__Host-mc-session=%ZZ"), AuthRefusal.BAD_COOKIE);
        assertRefused(authenticate("Cookie", cookie(session) + "; " + cookie(start(ALICE))), AuthRefusal.BAD_COOKIE);
    }

    @Test
    void authenticate_whenTheUserWasDisabledBehindTheSession_refuses() {
        StartedSession session = start(ALICE);
        door.unit.commit(tx -> {
            door.userStore.save(tx, door.userStore.find(ALICE).orElseThrow().withStatus(UserStatus.DISABLED));
            return tx;
        });

        assertRefused(authenticate("Cookie", cookie(session)), AuthRefusal.SESSION_OVER);
    }

    @Test
    void authenticate_whenAKeyComesInAnyHeader_knowsItsUser() {
        String key = key(ALICE).text().reveal();
        String[][] headers = {
            {"x-api-key", key},
            {"X-API-Key", " " + key + " "},
            {"Authorization", "Bearer " + key},
            {"Authorization", "bearer  " + key},
            {"Authorization", "ApiKey " + key},
            {"Authorization", "TOKEN " + key},
        };
        for (String[] header : headers) {
            assertThat(authenticate(header)).isInstanceOfSatisfying(Authentication.Known.class, known -> {
                assertThat(known.subject().how()).isEqualTo(SignIn.API_KEY);
                assertThat(known.subject().cap().scopes()).containsExactly(Scope.READ);
            });
        }
    }

    @Test
    void authenticate_whenAHeaderHoldsNoGoodKey_refuses() {
        String key = key(ALICE).text().reveal();

        assertRefused(authenticate("x-api-key", ""), AuthRefusal.BAD_CREDENTIAL);
        assertRefused(authenticate("x-api-key", key, "x-api-key", key), AuthRefusal.BAD_CREDENTIAL);
        assertRefused(authenticate("Authorization", key), AuthRefusal.BAD_CREDENTIAL);
        assertRefused(authenticate("Authorization", "Basic eDp5"), AuthRefusal.BAD_CREDENTIAL);
        assertRefused(authenticate("Authorization", "Bearer "), AuthRefusal.BAD_CREDENTIAL);
        assertRefused(authenticate("Authorization", "Bearer nope"), AuthRefusal.KEY_REFUSED);
        assertRefused(authenticate("x-api-key", key + "0"), AuthRefusal.KEY_REFUSED);
        assertRefused(authenticate("x-api-key", key, "Authorization", "Bearer nope"), AuthRefusal.KEY_REFUSED);
    }

    @Test
    void authenticate_whenKeyComesInTheQuery_doesNotLook() {
        RequestFacts facts = request(
                "192.0.2.7",
                Scheme.HTTPS,
                "GET",
                "/?api_key=" + key(ALICE).text().reveal(),
                "Host",
                "example.com");

        assertThat(authenticator.authenticate(facts)).isEqualTo(new Authentication.Anonymous());
    }

    @Test
    void authenticate_whenCookieAndKeyNameOneUser_standsOnBothAndIsCapped() {
        StartedSession session = start(ALICE);
        KeyCreation.Created key = key(ALICE);

        Authentication.Known known = (Authentication.Known)
                authenticate("Cookie", cookie(session), "x-api-key", key.text().reveal());

        assertThat(known.credential().parts())
                .containsExactlyInAnyOrder(
                        new CredentialRef.OfSession(session.session().id()),
                        new CredentialRef.OfKey(key.key().id()));
        assertThat(known.subject().cap().scopes()).doesNotContain(Scope.WRITE).contains(Scope.READ);
        assertThat(authenticator.stillHolds(known.subject(), known.credential()))
                .isTrue();
        door.keys.revoke(Actor.system(), key.key().id());
        assertThat(authenticator.stillHolds(known.subject(), known.credential()))
                .isFalse();
    }

    @Test
    void authenticate_whenTwoUsersAreNamed_refuses() {
        assertRefused(
                authenticate(
                        "Cookie",
                        cookie(start(ALICE)),
                        "x-api-key",
                        key(BOB).text().reveal()),
                AuthRefusal.CREDENTIALS_DISAGREE);
        assertRefused(authenticate("Cookie", cookie(start(ALICE)), "x-api-key", "nope"), AuthRefusal.KEY_REFUSED);
    }

    @Test
    void authenticate_onAnUpgradeBesideACookie_ignoresForeignTokensAndNothingElse() {
        StartedSession session = start(ALICE);
        Optional<Secret> old = Optional.of(Secret.of("an old gateway token"));
        RequestFacts upgrade = facts(Scheme.WSS, "Cookie", cookie(session), "Authorization", "Bearer stale");
        RequestFacts bare = facts(Scheme.WSS);

        assertThat(authenticator.authenticate(upgrade, old)).isInstanceOf(Authentication.Known.class);
        assertRefused(authenticator.authenticate(bare, old), AuthRefusal.KEY_REFUSED);
        assertRefused(
                authenticator.authenticate(upgrade, Optional.of(Secret.of("mca_" + "0".repeat(48)))),
                AuthRefusal.KEY_REFUSED);
        assertRefused(
                authenticator.authenticate(upgrade, Optional.of(key(BOB).text())), AuthRefusal.CREDENTIALS_DISAGREE);
        assertThat(authenticator.authenticate(bare, Optional.of(key(BOB).text())))
                .isInstanceOf(Authentication.Known.class);
    }

    @Test
    void stillHolds_whenRoleOrSessionChanges_saysNo() {
        StartedSession session = start(ALICE);
        Authentication.Known known = (Authentication.Known) authenticate("Cookie", cookie(session));
        KeyCreation.Created key = key(ALICE);
        Authentication.Known byKey =
                (Authentication.Known) authenticate("x-api-key", key.text().reveal());
        assertThat(authenticator.stillHolds(known.subject(), known.credential()))
                .isTrue();
        assertThat(authenticator.stillHolds(byKey.subject(), byKey.credential()))
                .isTrue();

        door.users.changeRole(Actor.system(), ALICE, Role.VIEWER);

        assertThat(authenticator.stillHolds(known.subject(), known.credential()))
                .isFalse();
        assertThat(authenticator.stillHolds(byKey.subject(), byKey.credential()))
                .isFalse();
        assertThat(authenticator.stillHolds(known.subject(), new CredentialRef.OfAll(Set.of())))
                .isFalse();
    }

    private Authentication authenticate(String... headers) {
        return authenticator.authenticate(facts(Scheme.HTTPS, headers));
    }

    private static RequestFacts facts(Scheme scheme, String... headers) {
        List<String> all = new ArrayList<>(List.of("Host", "example.com"));
        all.addAll(List.of(headers));
        return request(scheme, "GET", all.toArray(String[]::new));
    }

    private StartedSession start(UserId user) {
        return door.sessions.start(user, SignIn.PASSWORD, Door.HOME);
    }

    private KeyCreation.Created key(UserId user) {
        return (KeyCreation.Created)
                door.keys.create(Actor.system(), new KeyRequest("ci", user, Set.of(Scope.READ), null));
    }

    private static String cookie(StartedSession session) {
        return "__Host-mc-session=" + session.token().reveal();
    }

    private static void assertRefused(Authentication authentication, AuthRefusal why) {
        assertThat(authentication).isEqualTo(new Authentication.Refused(why));
    }
}
