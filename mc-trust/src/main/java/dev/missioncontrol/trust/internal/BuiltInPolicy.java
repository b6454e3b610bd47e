package dev.missioncontrol.trust.internal;

import dev.missioncontrol.trust.spi.TrustPolicy;

/** A policy of our own: a pure function that needs no guard. */
public sealed interface BuiltInPolicy extends TrustPolicy permits BackendOwned, PerDevice {}
