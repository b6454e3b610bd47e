package dev.missioncontrol.auth.limit;

import java.net.InetAddress;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Bounds what one network may ask, and at four times that rate what the {@linkplain Network#site() networks around it}
 * may ask together: whoever holds a /48 has 65,536 networks of IPv6.
 *
 * <p>What is refused is counted nowhere. The address must be the socket's or a trusted proxy's word. Memory is bounded.
 * Thread-safe.
 */
public final class NetworkThrottle {

    private static final int SITE_FACTOR = 4;
    private static final int MOST_KEYS = 10_000;

    private final RateLimiter<Network> sites;
    private final RateLimiter<Network> networks;
    private final Charges charges = new Charges();

    /**
     * With nothing counted yet.
     *
     * @param rate for one network
     * @param nanoClock a monotonic clock in nanoseconds
     */
    public NetworkThrottle(Rate rate, LongSupplier nanoClock) {
        Rate site = new Rate(Math.multiplyExact(rate.attempts(), SITE_FACTOR), rate.per());
        this.sites = new RateLimiter<>(site, MOST_KEYS, nanoClock);
        this.networks = new RateLimiter<>(rate, MOST_KEYS, nanoClock);
    }

    /** Counts what is asked before any work is done for it. */
    public Allowance take(InetAddress address) {
        Network network = Network.of(address);
        return charges.take(
                List.of(new Charges.Bucket<>(sites, network.site()), new Charges.Bucket<>(networks, network)));
    }
}
