package dev.missioncontrol.auth.limit;

import dev.missioncontrol.auth.internal.tally.Tally;
import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Slows password guessing: five attempts a minute for an account from one network, sixty a minute for a network over
 * all accounts, four times as many for the {@linkplain Network#site() networks around it}.
 *
 * <p>Thirty attempts a minute for one account from anywhere are a guess from many places at once: beyond them each
 * network has one attempt a minute. An account is never locked, so nobody can shut somebody else out; and where its
 * user has signed in lately, only the attempts for that account from that network count, in a table that no flood can
 * fill. The address must be the socket's or a trusted proxy's word, never a header of the client's own. Memory is
 * bounded. Thread-safe.
 */
public final class LoginThrottle {

    private static final Rate STANDARD = Rate.perMinute(5);
    private static final Rate STANDARD_NETWORK = Rate.perMinute(60);
    private static final Rate EVERYWHERE = Rate.perMinute(30);
    private static final Rate SLOW = Rate.perMinute(1);
    private static final int SITE_FACTOR = 4;
    private static final int MOST_KEYS = 10_000;
    private static final int MOST_RECORDS = 1_024;

    private record Pair(String account, Network network) {}

    private final RateLimiter<Network> sites;
    private final RateLimiter<Network> networks;
    private final RateLimiter<String> accounts;
    private final RateLimiter<Pair> slow;
    private final RateLimiter<Pair> pairs;
    private final RateLimiter<Pair> knownPairs;
    private final Charges charges = new Charges();
    private final Recent<Pair> known = new Recent<>(MOST_KEYS);
    private final Tally<Network> refusals;

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
        Rate site = new Rate(Math.multiplyExact(network.attempts(), SITE_FACTOR), network.per());
        this.sites = new RateLimiter<>(site, MOST_KEYS, nanoClock);
        this.networks = new RateLimiter<>(network, MOST_KEYS, nanoClock);
        this.accounts = new RateLimiter<>(EVERYWHERE, MOST_KEYS, nanoClock);
        this.slow = new RateLimiter<>(SLOW, MOST_KEYS, nanoClock);
        this.pairs = new RateLimiter<>(account, MOST_KEYS, nanoClock);
        this.knownPairs = new RateLimiter<>(account, MOST_KEYS, nanoClock);
        this.refusals = Tally.boundingRecords(MOST_RECORDS, nanoClock);
    }

    /** Counts an attempt before any work is done for it. A refused one is counted nowhere. */
    public Allowance take(String account, InetAddress address) {
        Network network = Network.of(address);
        Pair pair = new Pair(account, network);
        if (known.contains(pair)) {
            return knownPairs.take(pair);
        }
        return charges.take(List.of(
                new Charges.Bucket<>(sites, network.site()),
                new Charges.Bucket<>(networks, network),
                new Charges.Bucket<>(pairs, pair),
                accounts.peek(account) instanceof Allowance.Throttled
                        ? new Charges.Bucket<>(slow, pair)
                        : new Charges.Bucket<>(accounts, account)));
    }

    /** Forgets the attempts of somebody who has signed in, and knows their network from now on. */
    public void forget(String account, InetAddress address) {
        Pair pair = new Pair(account, Network.of(address));
        known.add(pair);
        knownPairs.forget(pair);
        pairs.forget(pair);
        slow.forget(pair);
    }

    /**
     * Counts a refusal, so that one record can stand for many.
     *
     * @return how many a record that is due now stands for; empty if none is due, which is so for a minute after each
     */
    public OptionalInt refusalsDue(InetAddress address) {
        return refusals.count(Network.of(address));
    }
}
