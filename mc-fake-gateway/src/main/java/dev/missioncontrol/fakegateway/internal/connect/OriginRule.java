package dev.missioncontrol.fakegateway.internal.connect;

import dev.missioncontrol.core.net.HostName;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.pairing.ClientTraits;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Which Origins may connect: listed ones, and loopback ones, because every client here is on this machine. */
final class OriginRule {
    private final Set<String> allowed;

    OriginRule(Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    Optional<Refusal> refusal(ClientTraits client, Optional<String> origin) {
        if (origin.isEmpty()) {
            return ClientClass.isBrowser(client) ? Optional.of(refused("origin missing or invalid")) : Optional.empty();
        }
        Optional<String> host = host(origin.get());
        if (host.isEmpty()) {
            return Optional.of(refused("origin missing or invalid"));
        }
        boolean passes = allowed.contains(origin.get())
                || host.flatMap(HostName::parse).filter(HostName::isLoopback).isPresent();
        return passes ? Optional.empty() : Optional.of(refused("origin not allowed"));
    }

    private static Optional<String> host(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getHost());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Refusal refused(String reason) {
        JsonObject details =
                new JsonObject().with("code", "CONTROL_UI_ORIGIN_NOT_ALLOWED").with("reason", reason);
        return Refusal.coded("INVALID_REQUEST", "this origin may not connect", details);
    }
}
