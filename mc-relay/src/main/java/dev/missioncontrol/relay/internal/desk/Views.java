package dev.missioncontrol.relay.internal.desk;

import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.trust.DeviceRecord;
import dev.missioncontrol.trust.DeviceToken;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PendingPairing;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Our records in the gateway's form (OpenClaw 2026.9.6). We keep fingerprints and no keys, so {@code publicKey} is an
 * empty text.
 */
final class Views {
    private Views() {}

    /** What waits, with the id of the device, or the person whose account waits. */
    static Map<String, Object> pending(PendingPairing pending, boolean known) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("requestId", pending.requestId());
        view.put("deviceId", subject(pending));
        view.put("publicKey", "");
        traits(view, pending.traits(), "");
        access(view, pending.requested());
        if (pending.address() != null && !pending.address().isLoopbackAddress()) {
            view.put("remoteIp", pending.address().getHostAddress());
        }
        view.put("silent", false);
        view.put("isRepair", known);
        view.put("ts", pending.askedAt().toEpochMilli());
        return view;
    }

    /** The device that asks; without one, the person. */
    static String subject(PendingPairing pending) {
        if (pending.device() != null) {
            return pending.device().value();
        }
        return pending.owner() instanceof Owner.User user ? "user:" + user.id().value() : "";
    }

    static Map<String, Object> paired(
            DeviceRecord device, Pairing.Paired pairing, Collection<DeviceToken> tokens, boolean connected) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("deviceId", device.id().value());
        view.put("publicKey", "");
        traits(view, pairing.traits(), device.label());
        access(view, pairing.access());
        view.put("approvedVia", pairing.approvedBy().isEmpty() ? "silent" : "owner");
        view.put("createdAtMs", pairing.since().toEpochMilli());
        view.put("approvedAtMs", pairing.since().toEpochMilli());
        if (device.lastSeen() != null) {
            view.put("lastSeenAtMs", device.lastSeen().toEpochMilli());
            view.put("lastSeenReason", "connect");
        }
        view.put("connected", connected);
        view.put("tokens", tokens.stream().map(Views::token).toList());
        return view;
    }

    static List<String> scopes(Access access) {
        return access.scopes().stream().map(Scope::value).sorted().toList();
    }

    static Map<String, Object> resolved(String requestId, String device, String decision, long nowMs) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("requestId", requestId);
        view.put("deviceId", device);
        view.put("decision", decision);
        view.put("ts", nowMs);
        return view;
    }

    private static Map<String, Object> token(DeviceToken token) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("role", token.access().role().wireName());
        view.put("scopes", scopes(token.access()));
        view.put("createdAtMs", token.issuedAt().toEpochMilli());
        return view;
    }

    private static void access(Map<String, Object> view, Access access) {
        view.put("role", access.role().wireName());
        view.put("roles", List.of(access.role().wireName()));
        view.put("scopes", scopes(access));
    }

    private static void traits(Map<String, Object> view, @Nullable DeviceTraits traits, String label) {
        String name = label.isEmpty() && traits != null ? traits.displayName() : label;
        put(view, "displayName", name);
        put(view, "operatorLabel", label);
        if (traits != null) {
            put(view, "platform", traits.platform());
            put(view, "deviceFamily", traits.deviceFamily());
            put(view, "clientId", traits.clientId());
            put(view, "clientMode", traits.clientMode());
        }
    }

    private static void put(Map<String, Object> view, String name, String text) {
        if (!text.isEmpty()) {
            view.put(name, text);
        }
    }
}
