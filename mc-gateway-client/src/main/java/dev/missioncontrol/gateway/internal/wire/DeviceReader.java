package dev.missioncontrol.gateway.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.gateway.DeviceListing;
import dev.missioncontrol.gateway.KnownDevice;
import dev.missioncontrol.gateway.KnownDevice.Presence;
import dev.missioncontrol.gateway.KnownDevice.TokenSummary;
import dev.missioncontrol.gateway.PairingEvent;
import dev.missioncontrol.gateway.PairingEvent.Decision;
import dev.missioncontrol.gateway.PendingDevice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what the gateway says of devices. Members that are not used here may come and go. */
public final class DeviceReader {
    private DeviceReader() {}

    /** The answer of {@code device.pair.list}; empty if it has another shape. */
    public static Optional<DeviceListing> listing(String payloadJson) {
        try {
            JsonNode payload = StrictJson.tree(payloadJson);
            if (!payload.path("pending").isArray() || !payload.path("paired").isArray()) {
                return Optional.empty();
            }
            List<PendingDevice> pending = new ArrayList<>();
            for (JsonNode device : payload.path("pending")) {
                pending.add(pending(device));
            }
            List<KnownDevice> paired = new ArrayList<>();
            for (JsonNode device : payload.path("paired")) {
                paired.add(paired(device));
            }
            return Optional.of(new DeviceListing(pending, paired));
        } catch (MalformedFrameException | IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    /** A pairing event; empty if it is none, or has another shape. */
    public static Optional<PairingEvent> event(String name, String payloadJson) {
        try {
            return switch (name) {
                case "device.pair.requested" ->
                    Optional.of(new PairingEvent.Requested(pending(StrictJson.tree(payloadJson))));
                case "device.pair.resolved" -> resolved(StrictJson.tree(payloadJson));
                case "device.pair.changed" -> Optional.of(new PairingEvent.Changed());
                default -> Optional.empty();
            };
        } catch (MalformedFrameException | IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    private static Optional<PairingEvent> resolved(JsonNode payload) throws MalformedFrameException {
        Optional<Decision> decision = switch (StrictJson.text(payload, "decision")) {
            case "approved" -> Optional.of(Decision.APPROVED);
            case "rejected" -> Optional.of(Decision.REJECTED);
            default -> Optional.empty();
        };
        String requestId = StrictJson.text(payload, "requestId");
        DeviceId device = new DeviceId(StrictJson.text(payload, "deviceId"));
        Instant at = time(payload, "ts");
        return decision.map(how -> new PairingEvent.Resolved(requestId, device, how, at));
    }

    private static PendingDevice pending(JsonNode device) throws MalformedFrameException {
        return new PendingDevice(
                StrictJson.text(device, "requestId"),
                new DeviceId(StrictJson.text(device, "deviceId")),
                StrictJson.textOrNull(device, "displayName"),
                StrictJson.textOrNull(device, "platform"),
                StrictJson.textOrNull(device, "deviceFamily"),
                StrictJson.textOrNull(device, "clientId"),
                StrictJson.textOrNull(device, "clientMode"),
                StrictJson.texts(device, "roles"),
                StrictJson.texts(device, "scopes"),
                StrictJson.textOrNull(device, "remoteIp"),
                device.path("isRepair").asBoolean(false) ? PendingDevice.Kind.REPAIR : PendingDevice.Kind.FIRST,
                time(device, "ts"));
    }

    private static KnownDevice paired(JsonNode device) throws MalformedFrameException {
        List<TokenSummary> tokens = new ArrayList<>();
        for (JsonNode token : device.path("tokens")) {
            tokens.add(new TokenSummary(
                    StrictJson.text(token, "role"),
                    StrictJson.texts(token, "scopes"),
                    StrictJson.timeOrNull(token, "createdAtMs"),
                    StrictJson.timeOrNull(token, "rotatedAtMs"),
                    StrictJson.timeOrNull(token, "revokedAtMs"),
                    StrictJson.timeOrNull(token, "lastUsedAtMs")));
        }
        String label = StrictJson.textOrNull(device, "operatorLabel");
        return new KnownDevice(
                new DeviceId(StrictJson.text(device, "deviceId")),
                StrictJson.textOrNull(device, "displayName"),
                label == null ? StrictJson.textOrNull(device, "label") : label,
                StrictJson.textOrNull(device, "platform"),
                StrictJson.textOrNull(device, "deviceFamily"),
                StrictJson.textOrNull(device, "clientId"),
                StrictJson.textOrNull(device, "clientMode"),
                device.path("connected").asBoolean(false) ? Presence.CONNECTED : Presence.AWAY,
                tokens,
                StrictJson.timeOrNull(device, "approvedAtMs"),
                StrictJson.timeOrNull(device, "lastSeenAtMs"));
    }

    private static Instant time(JsonNode object, String name) throws MalformedFrameException {
        Instant time = StrictJson.timeOrNull(object, name);
        if (time == null) {
            throw new MalformedFrameException("a time is missing or of another type");
        }
        return time;
    }
}
