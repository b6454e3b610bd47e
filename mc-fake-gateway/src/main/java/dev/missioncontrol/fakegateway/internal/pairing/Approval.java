package dev.missioncontrol.fakegateway.internal.pairing;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a device's record becomes when a request is approved: roles and scopes only ever grow. */
final class Approval {
    private Approval() {}

    static DeviceRecord merge(@Nullable DeviceRecord old, PendingRequest request, String via, long nowMs) {
        boolean grows = old != null && old.publicKey().equals(request.publicKey());
        DeviceRecord base = grows && old != null ? old : blank(request, nowMs);
        return new DeviceRecord(
                request.deviceId(),
                request.publicKey(),
                request.traits(),
                base.label(),
                request.role(),
                Scopes.union(base.roles(), request.roles()),
                Scopes.union(base.scopes(), request.scopes()),
                base.approvedVia().equals("owner") ? "owner" : via,
                base.createdAtMs(),
                nowMs,
                base.lastSeenAtMs(),
                base.tokens());
    }

    static DeviceRecord withTokens(DeviceRecord record, Map<String, DeviceToken> tokens) {
        DeviceRecord all = record;
        for (DeviceToken token : tokens.values()) {
            all = all.withToken(token);
        }
        return all;
    }

    static boolean sameProgram(ClientTraits one, ClientTraits other) {
        return one.clientId().equals(other.clientId())
                && one.clientMode().equals(other.clientMode())
                && Objects.equals(one.displayName(), other.displayName());
    }

    private static DeviceRecord blank(PendingRequest request, long nowMs) {
        return new DeviceRecord(
                request.deviceId(),
                request.publicKey(),
                request.traits(),
                null,
                request.role(),
                List.of(),
                List.of(),
                "",
                nowMs,
                nowMs,
                null,
                Map.of());
    }
}
