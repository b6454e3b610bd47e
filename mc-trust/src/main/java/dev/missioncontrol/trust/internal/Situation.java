package dev.missioncontrol.trust.internal;

import dev.missioncontrol.trust.Pairings;

/**
 * What is on record when a vote is taken.
 *
 * @param mode the name of the policy in force
 * @param known what is known about the owners the request could rest on
 */
public record Situation(String mode, Pairings known) {}
