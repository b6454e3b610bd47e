package dev.missioncontrol.trust;

import static dev.missioncontrol.trust.Given.alice;
import static dev.missioncontrol.trust.Given.device;
import static dev.missioncontrol.trust.Given.request;
import static dev.missioncontrol.trust.TrustPolicies.allOf;
import static dev.missioncontrol.trust.TrustPolicies.perDevice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.TrustDecision.Denied;
import dev.missioncontrol.trust.TrustDecision.PairingRequired;
import dev.missioncontrol.trust.spi.TrustPolicy;
import dev.missioncontrol.trust.spi.TrustVote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PendingRequestsTest {
    private final House house = new House(perDevice());

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void retry_whenTheSameIsAsked_keepsItsIdAndLivesOn() {
        PendingPairing first = ask(Scope.READ);
        house.clock.advance(Duration.ofMinutes(4));
        PendingPairing again = ask(Scope.READ);

        assertThat(again.requestId()).isEqualTo(first.requestId());
        assertThat(again.askedAt()).isEqualTo(first.askedAt());
        assertThat(again.expiresAt()).isEqualTo(house.clock.instant().plus(Duration.ofMinutes(5)));
        assertThat(house.store.allPending()).containsExactly(again);
        assertThat(house.actions()).containsExactly(AuditAction.PAIRING_ASKED);
    }

    @Test
    void retry_whenLessIsAsked_keepsItsIdAndWhatWasAsked() {
        PendingPairing first = ask(Scope.READ, Scope.APPROVALS);
        PendingPairing narrower = ask(Scope.READ);

        assertThat(narrower).isEqualTo(first);
    }

    @Test
    void retry_whenMoreIsAsked_isTheUnionUnderANewId() {
        PendingPairing first = ask(Scope.APPROVALS);
        house.clock.advance(Duration.ofMinutes(1));
        PendingPairing wider = ask(Scope.READ);

        assertThat(wider.requestId()).isNotEqualTo(first.requestId());
        assertThat(wider.requested()).isEqualTo(Access.operator(Scope.APPROVALS, Scope.READ));
        assertThat(house.store.allPending()).containsExactly(wider);
        assertThat(house.actions()).containsExactly(AuditAction.PAIRING_ASKED, AuditAction.PAIRING_ASKED);
    }

    @Test
    void retry_whenSomebodyElseIsSignedIn_isANewRequestOfThatPersonAlone() {
        PendingPairing first = ask(Scope.READ, Scope.WRITE);
        PendingPairing other =
                only(house.engine.decide(request(Given.person("mallory", Role.OPERATOR), device(1), Scope.READ)));

        assertThat(other.requestId()).isNotEqualTo(first.requestId());
        assertThat(other.requested()).isEqualTo(Access.operator(Scope.READ));
        assertThat(house.store.allPending()).containsExactly(other);
    }

    @Test
    void retry_whenThePlatformIsAnother_isANewRequest() {
        PendingPairing first = ask(Scope.READ);
        TrustRequest elsewhere = new TrustRequest(
                alice(),
                device(1),
                new DeviceTraits("windows", "", "x", "cli", "cli"),
                Given.REMOTE,
                Access.operator(Scope.READ));

        assertThat(only(house.engine.decide(elsewhere)).requestId()).isNotEqualTo(first.requestId());
        assertThat(house.store.allPending()).hasSize(1);
    }

    @Test
    void request_whenFiveMinutesPassed_isGoneAndAskedAnew() {
        PendingPairing first = ask(Scope.READ);
        house.clock.advance(Duration.ofMinutes(5));

        assertThat(house.desk.pending()).isEmpty();
        PendingPairing second = ask(Scope.READ);
        assertThat(second.requestId()).isNotEqualTo(first.requestId());
        assertThat(house.store.allPending()).containsExactly(second);
    }

    @Test
    void request_justBeforeFiveMinutes_stillWaits() {
        PendingPairing first = ask(Scope.READ);
        house.clock.advance(Duration.ofMinutes(5).minusMillis(1));

        assertThat(house.desk.pending()).containsExactly(first);
    }

    @Test
    void expiredRequests_whenAnybodyAsks_leaveTheStore() {
        ask(Scope.READ);
        house.clock.advance(Duration.ofMinutes(6));
        house.engine.decide(request(alice(), device(2), Scope.READ));

        assertThat(house.store.allPending()).hasSize(1);
    }

    @Test
    void cap_whenItIsReached_refusesNewDevicesAndRenewsOldOnes() {
        try (House small = new House(perDevice(), settings -> settings.mostPending(2, 2, 2))) {
            PendingPairing first = only(small.engine.decide(request(alice(), device(1), Scope.READ)));
            small.engine.decide(request(alice(), device(2), Scope.READ));
            TrustRequest third = request(alice(), device(3), Scope.READ);

            assertThat(small.engine.decide(third)).isEqualTo(new Denied(DenyReason.TOO_MANY_PENDING));
            assertThat(small.engine.preview(third)).isEqualTo(new Denied(DenyReason.TOO_MANY_PENDING));
            assertThat(only(small.engine.decide(request(alice(), device(1), Scope.READ)))
                            .requestId())
                    .isEqualTo(first.requestId());
            assertThat(small.engine.decide(request(alice(), device(1), Scope.WRITE)))
                    .isInstanceOf(PairingRequired.class);
            small.clock.advance(Duration.ofMinutes(5));
            assertThat(small.engine.decide(third)).isInstanceOf(PairingRequired.class);
        }
    }

    @Test
    void preview_whenNothingIsOnRecord_answersAlikeAndWritesNothing() {
        TrustDecision preview = house.engine.preview(request(alice(), device(1), Scope.READ));

        assertThat(only(preview).owner()).isEqualTo(new Owner.Device(device(1).id()));
        assertThat(house.store.allPending()).isEmpty();
        assertThat(house.actions()).isEmpty();
    }

    @Test
    void preview_whenARequestIsOpen_showsItWithoutRenewingIt() {
        PendingPairing open = ask(Scope.READ);
        house.clock.advance(Duration.ofMinutes(1));

        assertThat(only(house.engine.preview(request(alice(), device(1), Scope.READ)))
                        .requestId())
                .isEqualTo(open.requestId());
        assertThat(house.store.allPending()).containsExactly(open);
    }

    @Test
    void severalOwners_whenAllAreMissing_areAskedForInOneTransactionBackendFirst() {
        TrustPolicy perUser = (request, known) -> new TrustVote.AskPairing(
                new Owner.User(((Subject.Authenticated) request.subject()).id()), PairingReason.NOT_PAIRED);
        try (House strict = new House(allOf(perDevice(), perUser, TrustPolicies.backendOwned(Role.VIEWER)))) {
            PairingRequired asked = (PairingRequired) strict.engine.decide(request(alice(), device(1), Scope.READ));

            assertThat(asked.pending())
                    .extracting(PendingPairing::owner)
                    .containsExactly(
                            House.BACKEND,
                            new Owner.User(alice().id()),
                            new Owner.Device(device(1).id()));
            assertThat(strict.store.allPending()).hasSize(2);
        }
    }

    @Test
    void severalOwners_whenTheSecondCannotBeWritten_leaveNothing() {
        TrustPolicy perUser =
                (request, known) -> new TrustVote.AskPairing(new Owner.User(alice().id()), PairingReason.NOT_PAIRED);
        UnitOfWork failing = new FullUnitOfWork(house.unit);
        try (TrustEngine engine = TrustEngine.builder(allOf(perUser, perDevice()), house.store, failing)
                .clock(house.clock)
                .policyDeadline(Duration.ofSeconds(20))
                .build()) {
            assertThat(engine.decide(request(alice(), device(1), Scope.READ)))
                    .isEqualTo(new Denied(DenyReason.STORE_FAILED));
            assertThat(house.store.allPending()).isEmpty();
            assertThat(house.actions()).isEmpty();
        }
    }

    @Test
    void record_ofARequest_saysWhoAsksForWhat() {
        PendingPairing asked = ask(Scope.READ);

        AuditRecord record = house.lastRecord();
        assertThat(record.event().actor()).isEqualTo("alice");
        assertThat(record.event().target()).isEqualTo(asked.requestId());
        assertThat(record.event().detail())
                .containsEntry("owner", "device:" + device(1).id().value())
                .containsEntry("reason", "not-paired")
                .containsEntry("scopes", "[operator.read]");
    }

    @Test
    void oneDevice_whenManyOfItsSocketsAskAtOnce_hasOneRequest() throws Exception {
        int sockets = 8;
        CyclicBarrier start = new CyclicBarrier(sockets);
        Callable<String> socket = () -> {
            start.await(20, TimeUnit.SECONDS);
            return ask(Scope.READ).requestId();
        };
        ExecutorService threads = Executors.newFixedThreadPool(sockets);
        try {
            List<String> ids = new ArrayList<>();
            for (Future<String> answer : threads.invokeAll(Collections.nCopies(sockets, socket))) {
                ids.add(answer.get());
            }
            assertThat(ids).containsOnly(house.store.allPending().get(0).requestId());
            assertThat(house.actions()).containsExactly(AuditAction.PAIRING_ASKED);
        } finally {
            threads.shutdownNow();
        }
    }

    private PendingPairing ask(Scope... scopes) {
        return only(house.engine.decide(request(alice(), device(1), scopes)));
    }

    private static PendingPairing only(TrustDecision decision) {
        assertThat(decision).isInstanceOf(PairingRequired.class);
        assertThat(((PairingRequired) decision).pending()).hasSize(1);
        return ((PairingRequired) decision).pending().get(0);
    }
}
