package dev.missioncontrol.trust.internal;

import dev.missioncontrol.trust.spi.TrustPolicy;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Puts a guard around every foreign policy of a tree, and owns the threads they run on. */
public final class PolicyGuard implements AutoCloseable {
    private static final int PLACES_PER_POLICY = 32;

    private final ExecutorService threads;
    private final Duration deadline;

    /** Guards with this deadline. Threads are made on demand, end when idle, and never keep the JVM alive. */
    public PolicyGuard(Duration deadline) {
        this.deadline = deadline;
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), PolicyGuard::thread);
    }

    /** The same policy, safe to ask. */
    public TrustPolicy guard(TrustPolicy policy) {
        if (policy instanceof BuiltInPolicy) {
            return policy;
        }
        return policy instanceof Combination combination
                ? combination.over(this::guard)
                : new GuardedPolicy(policy, threads, deadline, PLACES_PER_POLICY);
    }

    /** Tells whether {@code policy} is, or is made of, a per-device one. */
    public static boolean asksForDevice(TrustPolicy policy) {
        return policy instanceof PerDevice
                || (policy instanceof Combination combination
                        && combination.members().stream().anyMatch(PolicyGuard::asksForDevice));
    }

    /** Tells whether somebody else's code takes part in {@code policy}. */
    public static boolean isForeign(TrustPolicy policy) {
        return policy instanceof Combination combination
                ? combination.members().stream().anyMatch(PolicyGuard::isForeign)
                : !(policy instanceof BuiltInPolicy);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "mc-trust-policy");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
