package dev.missioncontrol.auth.limit;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Bounds how much one network may ask of a server, by {@linkplain Workload kind of request}, and the networks around it
 * together ({@link NetworkThrottle}).
 *
 * <p>The address must be the socket's or a trusted proxy's word. A network that is counted is never dropped to make room
 * for others. Memory is bounded. Thread-safe.
 */
public final class RequestThrottle {

    private final Map<Workload, NetworkThrottle> limiters = new EnumMap<>(Workload.class);

    /** The standard rates. */
    public RequestThrottle(LongSupplier nanoClock) {
        this(Map.of(), nanoClock);
    }

    /**
     * Rates of one's own where they are given.
     *
     * @param nanoClock a monotonic clock in nanoseconds
     */
    public RequestThrottle(Map<Workload, Rate> rates, LongSupplier nanoClock) {
        for (Workload workload : Workload.values()) {
            Rate rate = rates.getOrDefault(workload, workload.rate());
            limiters.put(workload, new NetworkThrottle(rate, nanoClock));
        }
    }

    /** Counts a request before any work is done for it. */
    public Allowance take(Workload workload, InetAddress address) {
        NetworkThrottle limiter = limiters.get(workload);
        if (limiter == null) {
            throw new IllegalStateException("every kind of request has its limiter");
        }
        return limiter.take(address);
    }
}
