package dev.missioncontrol.fakegateway.internal.connect;

import java.util.List;
import java.util.Optional;

/**
 * What the HTTP upgrade said.
 *
 * @param origin the Origin header
 * @param scopeCap the names in the {@code x-openclaw-scopes} header, which cut what a connection gets
 */
public record Upgrade(Optional<String> origin, Optional<List<String>> scopeCap) {}
