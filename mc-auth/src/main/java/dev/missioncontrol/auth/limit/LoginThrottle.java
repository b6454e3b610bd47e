package dev.missioncontrol.auth.limit;

import java.net.InetAddress;
import java.util.function.LongSupplier;

/**
 * Slows password guessing: five attempts a minute for an account from one network, sixty a minute for a network over
 * all accounts.
 *
 * <p>An account is never locked for other networks, so nobody can shut somebody else out. The address must be the
 * socket's or a trusted proxy's word, never a header of the client's own. Memory is bounded. Thread-safe.
 */
public final class LoginThrottle {

    private static final Rate STANDARD = Rate.perMinute(5);
    private static final Rate STANDARD_NETWORK = Rate.perMinute(60);
    private static final int MOST_KEYS = 10_000;

    private record Pair(String account, Network network) {}

    private final RateLimiter<Pair> pairs;
    private final RateLimiter<Network> networks;

    /** The standard rates. */
    public LoginThrottle(LongSupplier nanoClock) {
        this(STANDARD, STANDARD_NETWORK, nanoClock);
    }

    /**
     * Rates of one's own.
     *
     * @param account for one account from one network
     * @param network for one network over all accounts
     * @param nanoClock a monotonic clock in nanoseconds
     */
    public LoginThrottle(Rate account, Rate network, LongSupplier nanoClock) {
        this.pairs = new RateLimiter<>(account, MOST_KEYS, nanoClock);
        this.networks = new RateLimiter<>(network, MOST_KEYS, nanoClock);
    }

    /** Counts an attempt before any work is done for it. */
    public Allowance take(String account, InetAddress address) {
        Network network = Network.of(address);
        Allowance whole = networks.take(network);
        return whole instanceof Allowance.Throttled ? whole : pairs.take(new Pair(account, network));
    }

    /** Forgets the attempts of somebody who has signed in. */
    public void forget(String account, InetAddress address) {
        pairs.forget(new Pair(account, Network.of(address)));
    }
}
