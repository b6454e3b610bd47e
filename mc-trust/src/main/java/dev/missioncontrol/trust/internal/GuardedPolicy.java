package dev.missioncontrol.trust.internal;

import dev.missioncontrol.trust.DenyReason;
import dev.missioncontrol.trust.Pairings;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.TrustPolicy;
import dev.missioncontrol.trust.spi.TrustVote;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A foreign policy behind a deadline and a bulkhead: throwing, {@code null} and silence are refusals, and a call that
 * hangs holds one of its own places until it ends, never one of another policy.
 */
public final class GuardedPolicy implements TrustPolicy {
    private static final Logger log = LoggerFactory.getLogger(GuardedPolicy.class);

    private final TrustPolicy policy;
    private final Executor executor;
    private final Duration deadline;
    private final Semaphore places;

    /** Guards {@code policy} with so many calls at once. */
    public GuardedPolicy(TrustPolicy policy, Executor executor, Duration deadline, int places) {
        this.policy = policy;
        this.executor = executor;
        this.deadline = deadline;
        this.places = new Semaphore(places);
    }

    @Override
    public TrustVote vote(TrustRequest request, Pairings known) {
        if (!places.tryAcquire()) {
            return refusal(DenyReason.POLICY_TIMED_OUT, "has too many calls stuck", null);
        }
        FutureTask<@Nullable TrustVote> call = new FutureTask<>(() -> policy.vote(request, known));
        boolean started = false;
        try {
            executor.execute(() -> runAndRelease(call));
            started = true;
        } catch (RejectedExecutionException closed) {
            return refusal(DenyReason.POLICY_FAILED, "is called after the engine was closed", closed);
        } finally {
            if (!started) {
                places.release();
            }
        }
        return await(call);
    }

    private void runAndRelease(FutureTask<@Nullable TrustVote> call) {
        try {
            call.run();
        } finally {
            places.release();
        }
    }

    private TrustVote await(FutureTask<@Nullable TrustVote> call) {
        try {
            TrustVote vote = call.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            return vote == null ? refusal(DenyReason.POLICY_FAILED, "returned null", null) : vote;
        } catch (TimeoutException late) {
            call.cancel(true);
            return refusal(DenyReason.POLICY_TIMED_OUT, "did not answer in time", null);
        } catch (InterruptedException interrupted) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return refusal(DenyReason.POLICY_TIMED_OUT, "was interrupted", null);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof OutOfMemoryError fatal) {
                throw fatal;
            }
            return refusal(DenyReason.POLICY_FAILED, "threw", failed.getCause());
        }
    }

    private TrustVote refusal(DenyReason reason, String what, @Nullable Throwable cause) {
        log.warn("policy {} {}: denied", policy.getClass().getName(), what, cause);
        return new TrustVote.Deny(reason);
    }
}
