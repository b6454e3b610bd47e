package dev.missioncontrol.relay.internal.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.CredentialRef;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.relay.Caller;
import dev.missioncontrol.relay.Callers;
import dev.missioncontrol.relay.Identification;
import dev.missioncontrol.relay.internal.admission.Refusal;
import dev.missioncontrol.relay.internal.admission.Standing;
import dev.missioncontrol.trust.BackendObservation;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustPolicies;
import dev.missioncontrol.trust.TrustRequest;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client that is about to come in is told when what it stands on is gone. */
class JudgementTest {
    private static final Access READ = Access.operator(Scope.READ);

    private final InstantSource clock = InstantSource.system();
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(clock);
    private final InMemoryPairingStore pairings = new InMemoryPairingStore(unit);
    private final BackendTrust backend = new BackendTrust("backend", pairings, unit, clock);
    private final TrustEngine engine = TrustEngine.builder(TrustPolicies.backendOwned(Role.VIEWER), pairings, unit)
            .build();

    @BeforeEach
    void pair() {
        backend.observe(new BackendObservation.Confirmed(
                DeviceIdentity.ofSeed(new byte[32]).id(), Access.fullOperator()));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void standing_when_nothing_changed_holds() {
        assertThat(judge(() -> true)).isEmpty();
    }

    @Test
    void backend_when_it_is_not_paired_any_more_is_the_reason_told() {
        backend.observe(new BackendObservation.Withdrawn("AUTH_DEVICE_TOKEN_MISMATCH"));
        assertEnds(judge(() -> true), 1013, "RELAY_BACKEND_NOT_PAIRED");
    }

    @Test
    void standing_when_it_cannot_be_judged_is_not_told_as_stale() {
        assertEnds(
                judge(() -> {
                    throw new IllegalStateException("the store is lost");
                }),
                1013,
                "RELAY_UNAVAILABLE");
    }

    @Test
    void credentials_when_they_are_gone_are_the_reason_told() {
        assertEnds(judge(() -> false), 4001, "AUTH_UNAUTHORIZED");
    }

    @Test
    void revocations_when_they_cannot_be_seen_are_the_reason_told() {
        assertEnds(Optional.of(Judgement.stale()), 1013, "RELAY_TRUST_STALE");
    }

    private static void assertEnds(Optional<Judgement.End> end, int code, String told) {
        assertThat(end).map(Judgement.End::code).contains(code);
        assertThat(end).map(Judgement.End::refusal).map(Refusal::code).contains(told);
    }

    private Optional<Judgement.End> judge(BooleanSupplier holds) {
        Subject olga =
                new Subject.Authenticated(new UserId("olga"), Role.OPERATOR, SignIn.API_KEY, Access.fullOperator());
        Peer peer = new Peer.Direct(InetAddress.getLoopbackAddress());
        Standing standing = new Standing(
                new Caller(olga, new CredentialRef.OfKey("k"), null),
                new TrustRequest(olga, null, null, peer, READ),
                READ);
        return new Judgement(new Known(holds), engine, clock).end(standing);
    }

    /** Somebody who is known as long as this says so. */
    private record Known(BooleanSupplier holds) implements Callers {
        @Override
        public Identification identify(RequestFacts upgrade, Optional<Secret> connectToken) {
            return new Identification.Anonymous();
        }

        @Override
        public boolean stillHolds(Caller caller) {
            return holds.getAsBoolean();
        }
    }
}
