package dev.missioncontrol.fakegateway.internal.pairing;

import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A paired device: what was approved for it, and its tokens by role. */
public record DeviceRecord(
        String deviceId,
        String publicKey,
        ClientTraits traits,
        @Nullable String label,
        String role,
        List<String> roles,
        List<String> scopes,
        String approvedVia,
        long createdAtMs,
        long approvedAtMs,
        @Nullable Long lastSeenAtMs,
        Map<String, DeviceToken> tokens) {
    public DeviceRecord {
        roles = List.copyOf(roles);
        scopes = List.copyOf(scopes);
        tokens = Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
    }

    /** The token of a role, unless there is none or it was revoked. */
    public Optional<DeviceToken> liveToken(String ofRole) {
        return Optional.ofNullable(tokens.get(ofRole)).filter(DeviceToken::isLive);
    }

    DeviceRecord withToken(DeviceToken token) {
        Map<String, DeviceToken> more = new LinkedHashMap<>(tokens);
        more.put(token.role(), token);
        return new DeviceRecord(
                deviceId,
                publicKey,
                traits,
                label,
                role,
                roles,
                scopes,
                approvedVia,
                createdAtMs,
                approvedAtMs,
                lastSeenAtMs,
                more);
    }

    DeviceRecord withLabel(String text) {
        return new DeviceRecord(
                deviceId,
                publicKey,
                traits,
                text,
                role,
                roles,
                scopes,
                approvedVia,
                createdAtMs,
                approvedAtMs,
                lastSeenAtMs,
                tokens);
    }

    /** Seen again: the display name follows the last connection, what is pinned stays. */
    DeviceRecord seen(ClientTraits now, long nowMs) {
        ClientTraits named = new ClientTraits(
                traits.clientId(), traits.clientMode(), traits.platform(), traits.deviceFamily(), now.displayName());
        return new DeviceRecord(
                deviceId,
                publicKey,
                named,
                label,
                role,
                roles,
                scopes,
                approvedVia,
                createdAtMs,
                approvedAtMs,
                nowMs,
                tokens);
    }

    /** What {@code device.pair.list} and approvals show. */
    public JsonObject summary() {
        JsonObject summary = new JsonObject().with("deviceId", deviceId).with("publicKey", publicKey);
        traits.describe(summary);
        return summary.with("operatorLabel", label)
                .with("role", role)
                .with("roles", roles)
                .with("scopes", scopes)
                .with("approvedVia", approvedVia)
                .with("createdAtMs", createdAtMs)
                .with("approvedAtMs", approvedAtMs)
                .with("lastSeenAtMs", lastSeenAtMs)
                .with("lastSeenReason", lastSeenAtMs == null ? null : "connect")
                .with(
                        "tokens",
                        tokens.values().stream()
                                .sorted(Comparator.comparing(DeviceToken::role))
                                .map(DeviceToken::summary)
                                .toList());
    }
}
