package dev.missioncontrol.relay.netty;

import java.time.Duration;
import java.util.Objects;

/**
 * How much of the gateway's answers is passed on.
 *
 * @param longest how many bytes of one
 * @param stall how long nothing may move on either side
 */
record PageLimits(long longest, Duration stall) {
    PageLimits {
        Objects.requireNonNull(stall, "stall");
    }
}
