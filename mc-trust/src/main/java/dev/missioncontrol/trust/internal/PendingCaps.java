package dev.missioncontrol.trust.internal;

import dev.missioncontrol.trust.PendingPairing;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How many requests may be open at once.
 *
 * @param inAll together
 * @param perNetwork from one IPv4 /24 or IPv6 /64
 * @param perAddress from one address
 */
public record PendingCaps(int inAll, int perNetwork, int perAddress) {
    private static final int IPV4_BYTES = 4;

    public PendingCaps {
        if (inAll < 1 || perNetwork < 1 || perAddress < 1) {
            throw new IllegalArgumentException("at least one request must find room");
        }
    }

    /** Tells whether {@code added}, which come from one place, find room beside {@code open}. */
    boolean admit(List<PendingPairing> added, List<PendingPairing> open) {
        InetAddress from = added.get(0).address();
        return fits(added, open, from, Function.identity(), perAddress)
                && fits(added, open, from, PendingCaps::network, perNetwork)
                && open.size() + added.size() - givingWay(added, open).size() <= inAll;
    }

    /** The oldest open requests of people nobody knows, as many as must go so that a signed-in one finds room. */
    List<PendingPairing> givingWay(List<PendingPairing> added, List<PendingPairing> open) {
        int tooMany = open.size() + added.size() - inAll;
        boolean signedIn = added.stream().anyMatch(pending -> pending.user() != null);
        return tooMany <= 0 || !signedIn
                ? List.of()
                : open.stream()
                        .filter(pending -> pending.user() == null)
                        .limit(tooMany)
                        .toList();
    }

    private static <T> boolean fits(
            List<PendingPairing> added,
            List<PendingPairing> open,
            @Nullable InetAddress from,
            Function<InetAddress, T> place,
            int most) {
        if (from == null) {
            return true;
        }
        T here = place.apply(from);
        long there = open.stream()
                .map(PendingPairing::address)
                .filter(Objects::nonNull)
                .filter(address -> place.apply(address).equals(here))
                .count();
        return there + added.size() <= most;
    }

    private static ByteBuffer network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length == IPV4_BYTES ? 3 : 8));
    }
}
