package dev.missioncontrol.gateway.internal.lifecycle;

import java.time.Instant;

/**
 * The world at one step.
 *
 * @param now the present time
 * @param jitter a random number from 0 to 1, without 1
 */
public record Moment(Instant now, double jitter) {}
