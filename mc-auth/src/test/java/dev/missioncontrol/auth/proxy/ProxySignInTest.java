package dev.missioncontrol.auth.proxy;

import static dev.missioncontrol.auth.fixture.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.ExternalDesk;
import dev.missioncontrol.auth.ExternalFault;
import dev.missioncontrol.auth.ExternalIdentity;
import dev.missioncontrol.auth.ExternalSignIn;
import dev.missioncontrol.auth.Provisioning;
import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.UserStatus;
import dev.missioncontrol.auth.fixture.Door;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.core.secret.Secret;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySignInTest {

    private static final String PROXY = "10.0.0.7";
    private static final String HEADER = "X-User-Email";
    private static final ProxyRules RULES = new ProxyRules(HEADER, TrustedProxies.of(PROXY));

    private final Door door = new Door();
    private final ProxySignIn signIn = over(new Provisioning.AwaitApproval());

    @Test
    void signIn_whenNobodyKnowsThem_makesAnAccountWithoutRights() {
        ExternalSignIn result = signIn.signIn(from(PROXY, HEADER, "ada@example.com"), Optional.empty());

        assertThat(result).isInstanceOf(ExternalSignIn.Waiting.class);
        User user = user("ada@example.com");
        assertThat(user.status()).isEqualTo(UserStatus.PENDING);
        assertThat(door.sessions.list()).isEmpty();
        assertThat(door.lastRecord().event().detail())
                .containsEntry("why", "not_approved")
                .containsEntry("how", "proxy");
    }

    @Test
    void signIn_whenApproved_startsASessionAndEndsThePresentedOne() {
        signIn.signIn(from(PROXY, HEADER, "ada@example.com"), Optional.empty());
        door.users.approve(Actor.system(), user("ada@example.com").id(), Role.OPERATOR);
        Secret old = signedIn(signIn.signIn(from(PROXY, HEADER, "ada@example.com"), Optional.empty()))
                .token();

        ExternalSignIn.SignedIn again =
                signedIn(signIn.signIn(from(PROXY, HEADER, "ada@example.com"), Optional.of(old)));

        assertThat(again.user().role()).isEqualTo(Role.OPERATOR);
        assertThat(again.session().how()).isEqualTo(SignIn.PROXY);
        assertThat(door.sessions.peek(old)).isEmpty();
        assertThat(door.sessions.peek(again.token())).isPresent();
    }

    @Test
    void signIn_whenTheOperatorDecidedBefore_makesAnAccountInThatRole() {
        ProxySignIn open = over(new Provisioning.InRole(Role.VIEWER));

        assertThat(signedIn(open.signIn(from(PROXY, HEADER, "bob"), Optional.empty()))
                        .user()
                        .role())
                .isEqualTo(Role.VIEWER);
        assertThatThrownBy(() -> new Provisioning.InRole(Role.ADMIN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void signIn_whenTheNameIsALocalAccounts_isSomebodyElse() {
        door.add("root", Role.ADMIN);

        ExternalSignIn result = signIn.signIn(from(PROXY, HEADER, "root"), Optional.empty());

        assertThat(result).isInstanceOf(ExternalSignIn.Waiting.class);
        User made = door.users
                .findByIdentity(new ExternalIdentity(ProxySignIn.ISSUER, "root"))
                .orElseThrow();
        assertThat(made.id()).isNotEqualTo(new UserId("root"));
        assertThat(made.id().value()).startsWith("root.");
        assertThat(made.role()).isEqualTo(Role.VIEWER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.66", "127.0.0.1", "10.0.0.8", "::1"})
    void signIn_whenTheSocketIsNoProxys_isRefusedAndRecorded(String address) {
        door.add("root", Role.ADMIN);
        RequestFacts spoofed = request(
                address,
                Scheme.HTTP,
                "GET",
                "/",
                "Host",
                "localhost",
                HEADER,
                "root",
                "X-Real-IP",
                PROXY,
                "X-Forwarded-For",
                PROXY);

        assertThat(signIn.signIn(spoofed, Optional.empty()))
                .isEqualTo(new ExternalSignIn.Refused(ExternalFault.NOT_A_PROXY));
        assertThat(door.lastRecord().event().detail()).containsEntry("why", "not_a_proxy");
        assertThat(door.users.list()).hasSize(1);
    }

    @Test
    void signIn_whenRefusedAgainAndAgain_isRecordedOnceAMinuteWithTheNumberOfTries() {
        RequestFacts spoofed = from("192.0.2.66", HEADER, "root");
        long before = door.unit.latest();
        for (int i = 0; i < 500; i++) {
            assertThat(signIn.signIn(spoofed, Optional.empty()))
                    .isEqualTo(new ExternalSignIn.Refused(ExternalFault.NOT_A_PROXY));
        }
        assertThat(door.unit.latest()).isEqualTo(before + 1);
        assertThat(door.lastRecord().event().detail()).containsEntry("attempts", "1");

        signIn.signIn(from(PROXY, HEADER, "a,b"), Optional.empty());
        assertThat(door.lastRecord().event().detail()).containsEntry("why", "header");
        door.clock.pass(Duration.ofMinutes(1));
        signIn.signIn(spoofed, Optional.empty());

        assertThat(door.unit.latest()).isEqualTo(before + 3);
        assertThat(door.lastRecord().event().detail()).containsEntry("attempts", "500");
    }

    @Test
    void signIn_whenSomebodyWhoWaitsAsksAgainAndAgain_isRecordedOnceAMinuteUnderTheirName() {
        signIn.signIn(from(PROXY, HEADER, "ada"), Optional.empty());
        long before = door.unit.latest();

        for (int i = 0; i < 500; i++) {
            assertThat(signIn.signIn(from(PROXY, HEADER, "ada"), Optional.empty()))
                    .isInstanceOf(ExternalSignIn.Waiting.class);
        }

        assertThat(door.unit.latest()).isEqualTo(before);
        assertThat(door.lastRecord().event().target()).isEqualTo("ada");
        assertThat(door.lastRecord().event().detail()).containsEntry("why", "not_approved");
    }

    @Test
    void signIn_whenTheForwardedChainContradicts_isRefused() {
        RequestFacts both = from(PROXY, HEADER, "ada", "Forwarded", "for=192.0.2.9", "X-Forwarded-For", "192.0.2.9");

        assertThat(signIn.signIn(both, Optional.empty()))
                .isEqualTo(new ExternalSignIn.Refused(ExternalFault.NOT_A_PROXY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a,b", " ada", "a\tb", "a\u202eb"})
    void signIn_whenTheHeaderIsNoName_isRefused(String value) {
        assertThat(signIn.signIn(from(PROXY, HEADER, value), Optional.empty()))
                .isEqualTo(new ExternalSignIn.Refused(ExternalFault.HEADER));
    }

    @Test
    void signIn_whenTheHeaderComesTwiceOrNever_isRefused() {
        assertThat(signIn.signIn(from(PROXY, HEADER, "ada", HEADER, "root"), Optional.empty()))
                .isEqualTo(new ExternalSignIn.Refused(ExternalFault.HEADER));
        assertThat(signIn.signIn(from(PROXY, "X-Other", "ada"), Optional.empty()))
                .isEqualTo(new ExternalSignIn.Refused(ExternalFault.HEADER));
        assertThat(signIn.isAsked(from(PROXY, "x-user-email", "ada"))).isTrue();
    }

    @Test
    void signIn_whenTheAccountIsDisabled_saysWhatItSaysToThoseWhoWait() {
        signIn.signIn(from(PROXY, HEADER, "ada"), Optional.empty());
        door.users.disable(Actor.system(), user("ada").id());

        assertThat(signIn.signIn(from(PROXY, HEADER, "ada"), Optional.empty()))
                .isInstanceOf(ExternalSignIn.Waiting.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Host", "cookie", "Authorization", "X-Forwarded-For", "X_User", "a b", "Sec-Fetch-Site"})
    void rules_whenTheHeaderCannotNameAPerson_fail(String header) {
        assertThatThrownBy(() -> new ProxyRules(header, TrustedProxies.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(header);
    }

    private ProxySignIn over(Provisioning newcomers) {
        return new ProxySignIn(
                RULES, new ExternalDesk(door.unit, door.users, door.sessions, newcomers, door.clock::nanos));
    }

    private User user(String subject) {
        return door.users
                .findByIdentity(new ExternalIdentity(ProxySignIn.ISSUER, subject))
                .orElseThrow();
    }

    private static ExternalSignIn.SignedIn signedIn(ExternalSignIn result) {
        return (ExternalSignIn.SignedIn) result;
    }

    private static RequestFacts from(String address, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Host";
        all[1] = "localhost";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return request(address, Scheme.HTTP, "GET", "/", all);
    }
}
