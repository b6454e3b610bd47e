package dev.missioncontrol.relay;

import java.time.Duration;

/**
 * How hard the relay may knock at the gateway's door.
 *
 * @param handshakes how many connections may be in their handshake at once; the gateway admits 32 an address
 * @param waiting how many more may wait for their turn; beyond, clients are told to come back
 * @param deadline how long one may take from its request to hello, waiting included
 */
public record UpstreamLimits(int handshakes, int waiting, Duration deadline) {
    public UpstreamLimits {
        if (handshakes < 1 || waiting < 0) {
            throw new IllegalArgumentException("at least one handshake at a time, and no negative number waits");
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("the deadline is positive");
        }
    }

    /** 16 at once, 256 waiting, ten seconds. */
    public static UpstreamLimits standard() {
        return new UpstreamLimits(16, 256, Duration.ofSeconds(10));
    }
}
