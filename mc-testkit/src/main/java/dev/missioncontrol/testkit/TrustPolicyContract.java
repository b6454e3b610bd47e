package dev.missioncontrol.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.Pairings;
import dev.missioncontrol.trust.TrustBasis;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.TrustPolicy;
import dev.missioncontrol.trust.spi.TrustVote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link TrustPolicy} must do, asked over some thousand combinations of people, devices, places, requests and
 * records. Extend it and name your policy; a policy that looks at a clock gets one that stands still.
 *
 * <ul>
 *   <li>T1: it throws nothing.
 *   <li>T2: it returns a vote, never {@code null}.
 *   <li>T3: it answers within the {@link #deadline}.
 *   <li>T7: it keeps no state between calls and may be asked by many threads at once.
 *   <li>T8: a grant that rests on a pairing is never wider than that pairing; one that rests on loopback is for genuine
 *       loopback and a proven device alone; one that rests on the policy's own word is never wider than the request.
 *   <li>T9: it denies with evidence against the request only, never because something is not on record yet.
 *   <li>P10: it asks for the pairing of the request's own device, its own user or the backend, and of nobody else.
 *   <li>R5: it never grants to a revoked device or user, nor on the word of a revoked backend.
 * </ul>
 */
@Timeout(180)
public abstract class TrustPolicyContract {
    private static final int THREADS = 16;
    private static final int ATTEMPTS = 3;

    private final List<PolicyCase> cases = new PolicyCases().all();
    private final ExecutorService threads = Executors.newCachedThreadPool(TrustPolicyContract::daemon);

    /** For the class that extends this one. */
    protected TrustPolicyContract() {}

    /** The policy under test: the same one throughout a test. */
    protected abstract TrustPolicy policy();

    /** How long one vote may take; 500 ms, as in an engine without settings. */
    protected Duration deadline() {
        return Duration.ofMillis(500);
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void T1_vote_inEveryCase_throwsNothing() {
        for (PolicyCase each : cases) {
            Answer answer = answer(each);
            if (answer.arrival() == Arrival.LATE) {
                return; // T3 says so, and does not wait thousands of times either
            }
            assertNull(answer.thrown(), () -> "threw: " + each + ", " + answer.thrown());
        }
    }

    @Test
    void T2_vote_inEveryCase_isNotNull() {
        for (PolicyCase each : cases) {
            assertNotNull(ask(each), () -> "null: " + each);
        }
    }

    @Test
    void T3_vote_inEveryCase_comesWithinTheDeadline() {
        for (PolicyCase each : cases) {
            assertNotEquals(Arrival.LATE, answer(each).arrival(), () -> noAnswer(each));
        }
    }

    @Test
    void T7_vote_whenAskedAgainInAnotherOrder_isTheSame() {
        List<@Nullable TrustVote> first = new ArrayList<>();
        cases.forEach(each -> first.add(ask(each)));
        for (int index = cases.size() - 1; index >= 0; index--) {
            PolicyCase each = cases.get(index);
            assertEquals(first.get(index), ask(each), () -> "another vote the second time: " + each);
        }
    }

    @Test
    void T7_vote_whenSixteenThreadsAsk_isTheSameForAll() throws Exception {
        List<PolicyCase> some = everyNth(cases, 16);
        List<@Nullable TrustVote> expected = new ArrayList<>();
        some.forEach(each -> expected.add(ask(each)));
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Callable<Boolean>> askers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            List<Integer> order = shuffled(some.size(), thread);
            askers.add(() -> {
                start.await(60, TimeUnit.SECONDS);
                for (int index : order) {
                    PolicyCase each = some.get(index);
                    assertEquals(
                            expected.get(index),
                            policy().vote(each.request(), each.known()),
                            () -> "another vote among many threads: " + each);
                }
                return true;
            });
        }
        for (Future<Boolean> asker : threads.invokeAll(askers, 60, TimeUnit.SECONDS)) {
            assertFalse(asker.isCancelled(), "the policy did not answer sixteen threads within a minute");
            asker.get();
        }
    }

    @Test
    void T8_grant_whenItRestsOnAPairing_isNotWiderThanThePairing() {
        for (PolicyCase each : cases) {
            if (ask(each) instanceof TrustVote.Grant grant) {
                Pairings known = each.known();
                switch (grant.basis()) {
                    case DEVICE -> assertCovers(known.device(), grant, each);
                    case USER -> assertCovers(known.user(), grant, each);
                    case BACKEND -> assertCovers(known.backend(), grant, each);
                    case LOOPBACK -> {} // rests on the place, not on a pairing: the next rule's
                    default ->
                        assertTrue(
                                each.request().requested().covers(grant.upTo()),
                                () -> "wider than the request: " + grant + " in " + each);
                }
            }
        }
    }

    @Test
    void T8_grant_whenItRestsOnLoopback_isForGenuineLoopback() {
        for (PolicyCase each : cases) {
            if (ask(each) instanceof TrustVote.Grant grant && grant.basis() == TrustBasis.LOOPBACK) {
                assertInstanceOf(Peer.Loopback.class, each.request().peer(), () -> "not loopback: " + each);
                assertNotNull(each.request().device(), () -> "no device to approve: " + each);
                assertFalse(
                        each.known().device() instanceof Pairing.Unpaired unpaired && unpaired.tombstone() != null,
                        () -> "approved a device that was cut off once: " + each);
            }
        }
    }

    @Test
    void T9_deny_whenNothingIsOnRecord_isDeniedWhateverIsOnRecord() {
        Pairings nothing = new Pairings(PolicyCases.UNPAIRED, PolicyCases.UNPAIRED, PolicyCases.UNPAIRED);
        for (PolicyCase each : cases) {
            PolicyCase paired = each.knowing(PolicyCases.everythingPaired(each.request()));
            if (ask(each.knowing(nothing)) instanceof TrustVote.Deny) {
                assertInstanceOf(
                        TrustVote.Deny.class, ask(paired), () -> "denied for want of a record, not for cause: " + each);
            }
        }
    }

    @Test
    void P10_ask_inEveryCase_isForSomebodyTheRequestConcerns() {
        for (PolicyCase each : cases) {
            if (ask(each) instanceof TrustVote.AskPairing asked) {
                assertTrue(concerns(each.request(), asked.owner()), () -> "asks for a stranger: " + each);
            }
        }
    }

    @Test
    void R5_vote_whenTheDeviceIsRevoked_isNoGrant() {
        for (PolicyCase each : cases) {
            if (each.known().device() instanceof Pairing.Revoked) {
                assertNoGrant(each);
            }
        }
    }

    @Test
    void R5_vote_whenTheUserIsRevoked_isNoGrant() {
        for (PolicyCase each : cases) {
            if (each.known().user() instanceof Pairing.Revoked) {
                assertNoGrant(each);
            }
        }
    }

    private void assertNoGrant(PolicyCase each) {
        assertFalse(ask(each) instanceof TrustVote.Grant, () -> "granted though revoked: " + each);
    }

    private static void assertCovers(Pairing pairing, TrustVote.Grant grant, PolicyCase each) {
        assertTrue(
                pairing instanceof Pairing.Paired paired && paired.access().covers(grant.upTo()),
                () -> "wider than the pairing it rests on: " + grant + " in " + each);
    }

    private static boolean concerns(TrustRequest request, Owner owner) {
        if (owner instanceof Owner.Device device) {
            return request.device() != null && request.device().id().equals(device.id());
        }
        return owner instanceof Owner.Backend
                || (owner instanceof Owner.User user
                        && request.subject() instanceof Subject.Authenticated who
                        && who.id().equals(user.id()));
    }

    private @Nullable TrustVote ask(PolicyCase each) {
        Answer answer = answer(each);
        if (answer.arrival() == Arrival.LATE) {
            return fail(noAnswer(each));
        }
        Throwable thrown = answer.thrown();
        return thrown == null ? answer.vote() : fail("threw: " + each, thrown);
    }

    /** Asks on a thread that may hang; a busy machine gets more than one chance. */
    private Answer answer(PolicyCase each) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Future<TrustVote> vote = threads.submit(() -> policy().vote(each.request(), each.known()));
            try {
                return new Answer(Arrival.IN_TIME, vote.get(deadline().toNanos(), TimeUnit.NANOSECONDS), null);
            } catch (TimeoutException late) {
                vote.cancel(true);
            } catch (ExecutionException thrown) {
                return new Answer(Arrival.IN_TIME, null, thrown.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return fail("interrupted");
            }
        }
        return new Answer(Arrival.LATE, null, null);
    }

    private String noAnswer(PolicyCase each) {
        return "no answer within " + deadline() + ": " + each;
    }

    private enum Arrival {
        IN_TIME,
        LATE
    }

    /** What a policy said, if it said something. */
    private record Answer(
            Arrival arrival,
            @Nullable TrustVote vote,
            @Nullable Throwable thrown) {}

    private static List<PolicyCase> everyNth(List<PolicyCase> cases, int n) {
        List<PolicyCase> some = new ArrayList<>();
        for (int index = 0; index < cases.size(); index += n) {
            some.add(cases.get(index));
        }
        return some;
    }

    private static List<Integer> shuffled(int size, int seed) {
        List<Integer> order = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            order.add(index);
        }
        Collections.shuffle(order, new Random(seed));
        return order;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "policy-contract");
        thread.setDaemon(true);
        return thread;
    }
}
