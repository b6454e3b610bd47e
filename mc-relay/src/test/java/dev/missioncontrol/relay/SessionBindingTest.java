package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.session.StartedSession;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.device.PayloadVersion;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.trust.TrustPolicies;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A browser session belongs to the first device key it presents. */
class SessionBindingTest {
    private final DeviceIdentity laptop = DeviceIdentity.ofSeed(new byte[32]);
    private final DeviceIdentity newKey = DeviceIdentity.ofSeed(new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32
    });
    private @Nullable RelayWorld started;

    @AfterEach
    void stop() {
        if (started != null) {
            started.close();
        }
    }

    @Test
    void session_when_it_never_showed_a_key_connects_without_a_proof() throws Exception {
        RelayWorld world = backendOwned();
        StartedSession session = world.signIn(world.user("olga", Role.OPERATOR));
        assertAdmitted(withoutProof(session));
        assertAdmitted(withoutProof(session));
        assertThat(bound(session)).isEmpty();
    }

    @Test
    void session_when_it_showed_a_key_is_refused_without_it_and_with_another() throws Exception {
        RelayWorld world = backendOwned();
        StartedSession session = world.signIn(world.user("olga", Role.OPERATOR));
        assertAdmitted(withProof(session, laptop));
        assertThat(bound(session)).contains(laptop.id());
        assertSignInAgain(withoutProof(session));
        assertSignInAgain(withProof(session, newKey));
        assertAdmitted(withProof(session, laptop));
        assertThat(bound(session)).contains(laptop.id());
    }

    @Test
    void person_when_signed_in_again_begins_anew() throws Exception {
        RelayWorld world = backendOwned();
        UserId olga = world.user("olga", Role.OPERATOR);
        StartedSession first = world.signIn(olga);
        assertAdmitted(withProof(first, laptop));
        assertSignInAgain(withoutProof(first));
        StartedSession second = world.signIn(olga);
        assertAdmitted(withProof(second, newKey));
        assertThat(bound(second)).contains(newKey.id());
    }

    @Test
    void proof_when_it_does_not_hold_binds_nothing() throws Exception {
        RelayWorld world = backendOwned();
        StartedSession session = world.signIn(world.user("olga", Role.OPERATOR));
        try (WsClient client = world.openAs(session)) {
            Challenge ours = Proofs.challenge(client.next());
            Challenge other = new Challenge("other", ours.issuedAtMs());
            JsonNode answer = client.send(Proofs.connect(laptop, null, other, PayloadVersion.V3))
                    .answer("c");
            assertThat(code(answer)).isEqualTo("DEVICE_AUTH_NONCE_MISMATCH");
        }
        assertThat(bound(session)).isEmpty();
        assertAdmitted(withoutProof(session));
    }

    @Test
    void laptop_when_it_only_asked_for_its_pairing_is_bound_too() throws Exception {
        RelayWorld world = hardened();
        StartedSession session = world.signIn(world.user("olga", Role.OPERATOR));
        assertThat(code(withoutProof(session))).isEqualTo("DEVICE_IDENTITY_REQUIRED");
        assertThat(bound(session)).isEmpty();
        assertThat(code(withProof(session, laptop))).isEqualTo("PAIRING_REQUIRED");
        assertThat(bound(session)).contains(laptop.id());
        assertSignInAgain(withoutProof(session));
        assertSignInAgain(withProof(session, newKey));
        assertThat(world.pairings.allPending())
                .singleElement()
                .satisfies(pending -> assertThat(pending.device()).isEqualTo(laptop.id()));
    }

    @Test
    void keys_when_used_from_many_devices_are_not_bound() throws Exception {
        RelayWorld world = backendOwned();
        Secret key = world.key("vera", Role.VIEWER);
        for (DeviceIdentity device : new DeviceIdentity[] {laptop, newKey}) {
            try (WsClient client = world.open()) {
                Challenge challenge = Proofs.challenge(client.next());
                assertAdmitted(client.send(Proofs.connect(device, key, challenge, PayloadVersion.V2))
                        .answer("c"));
            }
        }
        try (WsClient client = world.open()) {
            assertAdmitted(world.connect(client, key, "operator.read"));
        }
    }

    @Test
    void socket_when_opened_before_the_session_was_bound_is_closed_when_trust_is_judged_anew() throws Exception {
        RelayWorld world = backendOwned();
        StartedSession session = world.signIn(world.user("olga", Role.OPERATOR));
        try (WsClient unproven = world.openAs(session);
                WsClient proven = world.openAs(session)) {
            assertAdmitted(world.connect(unproven, null, "operator.read"));
            Challenge challenge = Proofs.challenge(proven.next());
            assertAdmitted(proven.send(Proofs.connect(laptop, null, challenge, PayloadVersion.V3))
                    .answer("c"));
            judgeAnew(world);
            assertThat(unproven.closed().code()).isEqualTo(4001);
            assertThat(proven.send(RelayWorld.call("1", "health"))
                            .answer("1")
                            .path("ok")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void device_when_its_bound_sessions_end_is_cut_off_while_others_go_on() throws Exception {
        RelayWorld world = backendOwned();
        UserId olga = world.user("olga", Role.OPERATOR);
        StartedSession here = world.signIn(olga);
        StartedSession there = world.signIn(olga);
        try (WsClient a = world.openAs(here);
                WsClient b = world.openAs(there)) {
            assertAdmitted(prove(a, laptop));
            assertAdmitted(prove(b, newKey));
            int ended = world.unit.commit(tx -> world.sessions.endBound(tx, newKey.id(), Actor.system()));
            assertThat(ended).isEqualTo(1);
            assertThat(b.closed().code()).isEqualTo(4001);
            assertThat(a.send(RelayWorld.call("1", "health"))
                            .answer("1")
                            .path("ok")
                            .asBoolean())
                    .isTrue();
        }
        assertThat(world.sessions.find(here.session().id())).isPresent();
        assertThat(world.sessions.find(there.session().id())).isEmpty();
    }

    private RelayWorld backendOwned() throws Exception {
        return world(new RelayWorld());
    }

    private RelayWorld hardened() throws Exception {
        return world(new RelayWorld(
                TrustPolicies.allOf(TrustPolicies.backendOwned(Role.VIEWER), TrustPolicies.perDevice())));
    }

    private RelayWorld world(RelayWorld world) {
        started = world;
        return world;
    }

    private RelayWorld world() {
        return Objects.requireNonNull(started);
    }

    private JsonNode withoutProof(StartedSession session) throws Exception {
        try (WsClient client = world().openAs(session)) {
            return world().connect(client, null, "operator.read");
        }
    }

    private JsonNode withProof(StartedSession session, DeviceIdentity device) throws Exception {
        try (WsClient client = world().openAs(session)) {
            return prove(client, device);
        }
    }

    private static JsonNode prove(WsClient client, DeviceIdentity device) throws Exception {
        Challenge challenge = Proofs.challenge(client.next());
        return client.send(Proofs.connect(device, null, challenge, PayloadVersion.V3))
                .answer("c");
    }

    private Optional<DeviceId> bound(StartedSession session) {
        return world().sessions.find(session.session().id()).map(known -> known.device());
    }

    /** As a change of the policy does: every connection is judged again. */
    private static void judgeAnew(RelayWorld world) {
        world.unit.commit(tx -> tx.revoke(new Revocation.OfPolicy()));
    }

    private static void assertAdmitted(JsonNode answer) {
        assertThat(answer.path("ok").asBoolean()).as(answer.toString()).isTrue();
    }

    private static void assertSignInAgain(JsonNode answer) {
        assertThat(code(answer)).isEqualTo("AUTH_IDENTITY_HEADER_REQUIRED");
    }

    private static String code(JsonNode answer) {
        return answer.at("/error/details/code").asText();
    }
}
