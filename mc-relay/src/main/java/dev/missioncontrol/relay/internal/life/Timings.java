package dev.missioncontrol.relay.internal.life;

import java.time.Duration;

/**
 * The clocks of a relay.
 *
 * @param handshake from the upgrade to hello; the gateway's own limit
 * @param slowConsumer how long the gateway may be kept waiting for a client that does not read: its pings hide behind
 *     the data, and it cuts a peer that is silent for 25 seconds
 * @param records how often calls and refusals are written down
 * @param freshness how often the age of the revocations is looked at
 */
public record Timings(Duration handshake, Duration slowConsumer, Duration records, Duration freshness) {

    /** 15 seconds, 20 seconds, a minute, a second. */
    public static Timings standard() {
        return new Timings(
                Duration.ofSeconds(15), Duration.ofSeconds(20), Duration.ofMinutes(1), Duration.ofSeconds(1));
    }
}
