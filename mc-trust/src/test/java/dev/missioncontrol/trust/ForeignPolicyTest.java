package dev.missioncontrol.trust;

import static dev.missioncontrol.trust.Given.alice;
import static dev.missioncontrol.trust.Given.device;
import static dev.missioncontrol.trust.Given.request;
import static dev.missioncontrol.trust.TrustPolicies.anyOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.trust.TrustDecision.Denied;
import dev.missioncontrol.trust.TrustDecision.Trusted;
import dev.missioncontrol.trust.spi.TrustPolicy;
import dev.missioncontrol.trust.spi.TrustVote;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ForeignPolicyTest {
    private static final Duration SHORT = Duration.ofMillis(40);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int PLACES = 32;
    private static final TrustRequest ASKING = request(alice(), null, Scope.READ);

    @Test
    void policy_whenItThrows_isARefusal() {
        assertThat(decide((request, known) -> {
                    throw new IllegalStateException("broken");
                }))
                .isEqualTo(new Denied(DenyReason.POLICY_FAILED));
    }

    @Test
    void policy_whenItThrowsAnError_isARefusal() {
        assertThat(decide((request, known) -> {
                    throw new AssertionError("broken");
                }))
                .isEqualTo(new Denied(DenyReason.POLICY_FAILED));
    }

    @Test
    void policy_whenItRecursesForEver_isARefusal() {
        assertThat(decide(ForeignPolicyTest::recurse)).isEqualTo(new Denied(DenyReason.POLICY_FAILED));
    }

    @Test
    @SuppressWarnings("NullAway") // what a careless author may do is the point
    void policy_whenItReturnsNull_isARefusal() {
        assertThat(decide((request, known) -> null)).isEqualTo(new Denied(DenyReason.POLICY_FAILED));
    }

    @Test
    void policy_whenMemoryRunsOut_isRethrown() {
        OutOfMemoryError gone = new OutOfMemoryError("test");

        assertThatThrownBy(() -> decide((request, known) -> {
                    throw gone;
                }))
                .isSameAs(gone);
    }

    @Test
    void policy_whenItOnlyAsksToBeInterrupted_isDeniedAtTheDeadline() {
        CountDownLatch interrupted = new CountDownLatch(1);
        TrustPolicy sleepy = (request, known) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return generous().vote(request, known);
        };

        assertThat(decide(sleepy, SHORT)).isEqualTo(new Denied(DenyReason.POLICY_TIMED_OUT));
        assertThat(await(interrupted)).isTrue();
    }

    @Test
    void policy_whenItIgnoresInterrupts_isDeniedAtTheDeadlineAndAtOnceWhenAllPlacesAreStuck() {
        CountDownLatch release = new CountDownLatch(1);
        try (House house = new House(stuckUntil(release), settings -> settings.policyDeadline(SHORT))) {
            assertThat(house.engine.decide(ASKING)).isEqualTo(new Denied(DenyReason.POLICY_TIMED_OUT));
        }
        CountDownLatch inside = new CountDownLatch(PLACES);
        try (House house = new House(stuckUntil(release, inside), settings -> settings.policyDeadline(LONG))) {
            fillPlaces(house, inside);

            long before = System.nanoTime();
            assertThat(house.engine.decide(ASKING)).isEqualTo(new Denied(DenyReason.POLICY_TIMED_OUT));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LONG);
        } finally {
            release.countDown();
        }
    }

    @Test
    void policy_whenItsStuckCallsEnd_isAskedAgain() {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(PLACES);
        try (House house = new House(stuckUntil(release, inside), settings -> settings.policyDeadline(LONG))) {
            fillPlaces(house, inside);
            assertThat(house.engine.decide(ASKING)).isEqualTo(new Denied(DenyReason.POLICY_TIMED_OUT));

            release.countDown();
            // A place is given back just after its vote: until then the answer stays no.
            assertThat(Stream.generate(() -> house.engine.decide(ASKING))
                            .limit(1_000_000)
                            .anyMatch(Trusted.class::isInstance))
                    .isTrue();
        }
    }

    @Test
    void anotherPolicy_whileOneIsStuckInEveryPlace_answers() {
        CountDownLatch release = new CountDownLatch(1);
        TrustPolicy stuck = stuckUntil(release);
        try (House house = new House(generous(), settings -> settings.policyDeadline(LONG));
                House shared = new House(
                        anyOf(generous(), onlyFor("mallory", stuck)), settings -> settings.policyDeadline(SHORT))) {
            TrustRequest mallory = request(Given.person("mallory", alice().role()), null, Scope.READ);
            IntStream.range(0, 33).forEach(call -> shared.engine.decide(mallory));

            assertThat(shared.engine.decide(mallory)).isEqualTo(new Denied(DenyReason.POLICY_TIMED_OUT));
            assertThat(house.engine.decide(ASKING)).isInstanceOf(Trusted.class);
        } finally {
            release.countDown();
        }
    }

    @Test
    void member_whileAnotherIsStuck_keepsItsOwnPlaces() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        TrustPolicy counting = (request, known) -> {
            asked.incrementAndGet();
            return TrustVote.abstain();
        };
        CountDownLatch inside = new CountDownLatch(PLACES);
        TrustPolicy both = anyOf(stuckUntil(release, inside), counting);
        try (House house = new House(both, settings -> settings.policyDeadline(LONG))) {
            fillPlaces(house, inside);
            IntStream.range(0, 40).forEach(call -> house.engine.decide(ASKING));

            assertThat(asked).hasValue(40);
        } finally {
            release.countDown();
        }
    }

    @Test
    void policy_whenItGrantsMoreThanWasAsked_isCut() {
        assertThat(decide(generous())).isEqualTo(new Trusted(TrustBasis.CUSTOM, Access.operator(Scope.READ)));
    }

    @Test
    void policy_whenItGrantsNothingOfTheRequest_leavesNoRights() {
        assertThat(decide((request, known) -> new TrustVote.Grant(TrustBasis.CUSTOM, Access.operator(Scope.APPROVALS))))
                .isEqualTo(new Denied(DenyReason.NO_RIGHTS));
    }

    @Test
    void policy_whenNobodyHasAnOpinion_isDenied() {
        assertThat(decide((request, known) -> TrustVote.abstain())).isEqualTo(new Denied(DenyReason.NO_POLICY_APPLIED));
        assertThat(decide(anyOf((request, known) -> TrustVote.abstain(), (request, known) -> TrustVote.abstain())))
                .isEqualTo(new Denied(DenyReason.NO_POLICY_APPLIED));
    }

    @Test
    void policy_whenItVetoes_isDeniedForItsReason() {
        assertThat(decide((request, known) -> new TrustVote.Deny(DenyReason.VETOED)))
                .isEqualTo(new Denied(DenyReason.VETOED));
    }

    @Test
    void policy_whenItAsksForSomebodyElsesPairing_isARefusalAndAsksNobody() {
        for (Owner stranger : List.<Owner>of(
                new Owner.Device(device(9).id()), new Owner.User(Given.admin().id()))) {
            try (House house =
                    new House((request, known) -> new TrustVote.AskPairing(stranger, PairingReason.NOT_PAIRED))) {
                assertThat(house.engine.decide(request(alice(), device(1), Scope.READ)))
                        .isEqualTo(new Denied(DenyReason.POLICY_FAILED));
                assertThat(house.store.allPending()).isEmpty();
            }
        }
    }

    @Test
    void perDevice_whenASignedInPersonHasNoProof_saysThatOneIsNeeded() {
        try (House house = new House(TrustPolicies.perDevice())) {
            assertThat(house.engine.decide(ASKING)).isEqualTo(new Denied(DenyReason.DEVICE_IDENTITY_REQUIRED));
        }
    }

    @Test
    void engine_whenItWasClosed_deniesWhatForeignPoliciesWouldGrant() {
        House house = new House(generous());
        house.close();

        assertThat(house.engine.decide(ASKING)).isEqualTo(new Denied(DenyReason.POLICY_FAILED));
    }

    @Test
    void caller_whenInterrupted_isDeniedAndStaysInterrupted() {
        CountDownLatch release = new CountDownLatch(1);
        try (House house = new House(stuckUntil(release), settings -> settings.policyDeadline(LONG))) {
            Thread.currentThread().interrupt();
            TrustDecision decision = house.engine.decide(ASKING);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(decision).isEqualTo(new Denied(DenyReason.POLICY_TIMED_OUT));
        } finally {
            release.countDown();
        }
    }

    @Test
    void store_whenItIsLost_isARefusal() {
        House house = new House(generous());
        TrustEngine lost = TrustEngine.builder(generous(), new LostPairingStore(), house.unit)
                .build();

        assertThat(lost.decide(ASKING)).isEqualTo(new Denied(DenyReason.STORE_FAILED));
    }

    @Test
    void lostStore_whenRead_throwsWhatStoresThrow() {
        assertThatThrownBy(() -> new LostPairingStore().find(House.BACKEND)).isInstanceOf(StoreException.class);
    }

    private static TrustDecision decide(TrustPolicy policy) {
        return decide(policy, LONG);
    }

    private static TrustDecision decide(TrustPolicy policy, Duration deadline) {
        try (House house = new House(policy, settings -> settings.policyDeadline(deadline))) {
            return house.engine.decide(ASKING);
        }
    }

    private static TrustPolicy generous() {
        return (request, known) -> new TrustVote.Grant(TrustBasis.CUSTOM, Access.fullOperator());
    }

    private static TrustPolicy onlyFor(String name, TrustPolicy policy) {
        return (request, known) -> request.subject().equals(Given.person(name, alice().role()))
                ? policy.vote(request, known)
                : TrustVote.abstain();
    }

    /** Has every place of the stuck policy taken by a call of a thread of its own. */
    private static void fillPlaces(House house, CountDownLatch inside) {
        for (int place = 0; place < PLACES; place++) {
            Thread caller = new Thread(() -> house.engine.decide(ASKING), "stuck-caller");
            caller.setDaemon(true);
            caller.start();
        }
        assertThat(await(inside)).isTrue();
    }

    private static TrustPolicy stuckUntil(CountDownLatch release) {
        return stuckUntil(release, new CountDownLatch(0));
    }

    private static TrustPolicy stuckUntil(CountDownLatch release, CountDownLatch inside) {
        return (request, known) -> {
            inside.countDown();
            boolean released = false;
            while (!released) {
                try {
                    release.await();
                    released = true;
                } catch (InterruptedException ignored) {
                    // A policy that does not listen is what is tested.
                }
            }
            return generous().vote(request, known);
        };
    }

    private static TrustVote recurse(TrustRequest request, Pairings known) {
        TrustPolicy deeper = ForeignPolicyTest::recurse;
        TrustVote vote = deeper.vote(request, known);
        return vote instanceof TrustVote.Abstain ? vote : TrustVote.abstain();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
