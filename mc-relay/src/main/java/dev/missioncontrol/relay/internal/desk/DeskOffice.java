package dev.missioncontrol.relay.internal.desk;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.relay.internal.wire.DeskCall;
import dev.missioncontrol.relay.internal.wire.WireError;
import dev.missioncontrol.trust.DeskResult;
import dev.missioncontrol.trust.PendingPairing;
import dev.missioncontrol.trust.TokenIssue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides requests to the desk: a caller needs {@code operator.pairing} and every scope at stake on the very connection
 * they ask by, and what the desks themselves ask for. Refusals say as little as the gateway's. Thread-safe; calls block.
 */
public final class DeskOffice {
    private static final String APPROVAL = "device pairing approval denied";
    private static final String REJECTION = "device pairing rejection denied";
    private static final String REMOVAL = "device pairing removal denied";
    private static final String RENAMING = "device pairing rename denied";
    private static final String ROTATION = "device token rotation denied";
    private static final String REVOCATION = "device token revocation denied";

    private final Registry registry;
    private final InstantSource clock;

    /** Over these records. */
    public DeskOffice(Registry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** Decides. */
    public DeskReply decide(DeskCall call, DeskCaller caller) {
        if (!caller.access().covers(Access.operator(Scope.PAIRING))) {
            return new DeskReply.Refused(missingScope());
        }
        if (call instanceof DeskCall.Listing) {
            return new DeskReply.Done(registry.list());
        }
        if (call instanceof DeskCall.Approve approve) {
            return onRequest(approve.requestId(), pending -> approve(pending, caller));
        }
        return call instanceof DeskCall.Reject reject
                ? onRequest(reject.requestId(), pending -> reject(pending, caller))
                : onDevice(call, caller);
    }

    private DeskReply onDevice(DeskCall call, DeskCaller caller) {
        if (call instanceof DeskCall.Remove remove) {
            return onDevice(remove.deviceId(), REMOVAL, caller, device -> remove(device, caller));
        }
        if (call instanceof DeskCall.Rename rename) {
            return onDevice(rename.deviceId(), RENAMING, caller, device -> rename(device, rename.label(), caller));
        }
        if (call instanceof DeskCall.Rotate rotate) {
            return onDevice(rotate.deviceId(), ROTATION, caller, device -> rotate(device, rotate, caller));
        }
        DeskCall.Revoke revoke = (DeskCall.Revoke) call;
        return onDevice(revoke.deviceId(), REVOCATION, caller, device -> revoke(device, revoke, caller));
    }

    private DeskReply approve(PendingPairing pending, DeskCaller caller) {
        Optional<Scope> missing = caller.missing(pending.requested());
        if (missing.isPresent()) {
            return DeskReply.Refused.invalid("missing scope: " + missing.get().value());
        }
        DeskResult result = registry.desk().approve(pending.requestId(), caller.facts());
        return settled(result, "unknown requestId", APPROVAL, () -> {
            Map<String, Object> payload = new LinkedHashMap<>();
            payload.put("requestId", pending.requestId());
            payload.put(
                    "device",
                    Optional.ofNullable(pending.device())
                            .flatMap(registry::view)
                            .orElseGet(() -> Map.of("deviceId", Views.subject(pending))));
            return payload;
        });
    }

    private DeskReply reject(PendingPairing pending, DeskCaller caller) {
        DeskResult result = registry.desk().reject(pending.requestId(), caller.facts());
        return settled(
                result,
                "unknown requestId",
                REJECTION,
                () -> ordered("requestId", pending.requestId(), "deviceId", Views.subject(pending)));
    }

    /** A removed device is cut off; it may ask anew only when somebody has forgotten it. */
    private DeskReply remove(DeviceId device, DeskCaller caller) {
        DeskResult result = registry.devices().revoke(device, caller.facts());
        return settled(result, "unknown deviceId", REMOVAL, () -> Map.of("deviceId", device.value()));
    }

    private DeskReply rename(DeviceId device, String label, DeskCaller caller) {
        try {
            DeskResult result = registry.devices().rename(device, label, caller.facts());
            return settled(
                    result, "unknown deviceId", RENAMING, () -> ordered("deviceId", device.value(), "label", label));
        } catch (IllegalArgumentException unfit) {
            return DeskReply.Refused.invalid("invalid device.pair.rename params: at /label: too long");
        }
    }

    /** A text is shown only to the device it is for; others get theirs when they next connect. */
    private DeskReply rotate(DeviceId device, DeskCall.Rotate call, DeskCaller caller) {
        if (!call.role().equals("operator") || isOtherScopes(device, call.scopes())) {
            return DeskReply.Refused.invalid(ROTATION);
        }
        if (registry.tokens().rotate(device, Duration.ZERO, caller.facts()) instanceof TokenIssue.Issued issued) {
            Map<String, Object> payload = ordered("deviceId", device.value(), "role", call.role());
            if (caller.isOn(device)) {
                payload.put("token", issued.token().reveal());
            }
            payload.put("scopes", Views.scopes(issued.record().access()));
            payload.put("rotatedAtMs", issued.record().issuedAt().toEpochMilli());
            payload.put("tokenDelivery", caller.isOn(device) ? "in-band" : "withheld-cross-device");
            return new DeskReply.Done(payload);
        }
        return DeskReply.Refused.invalid(ROTATION);
    }

    private DeskReply revoke(DeviceId device, DeskCall.Revoke call, DeskCaller caller) {
        if (!call.role().equals("operator")) {
            return DeskReply.Refused.invalid(REVOCATION);
        }
        DeskResult result = registry.tokens().revoke(device, caller.facts());
        return settled(result, REVOCATION, REVOCATION, () -> {
            Map<String, Object> payload = ordered("deviceId", device.value(), "role", call.role());
            payload.put("revokedAtMs", clock.millis());
            return payload;
        });
    }

    private boolean isOtherScopes(DeviceId device, @Nullable List<String> wanted) {
        Set<String> has = registry.pairing(device)
                .<Set<String>>map(paired -> new HashSet<>(Views.scopes(paired.access())))
                .orElse(Set.of());
        return wanted != null && !has.equals(Set.copyOf(new HashSet<>(wanted)));
    }

    private DeskReply onRequest(String requestId, Function<PendingPairing, DeskReply> decision) {
        return registry.pending(requestId)
                .map(decision)
                .orElseGet(() -> DeskReply.Refused.invalid("unknown requestId"));
    }

    /** The backend's own device is nobody's to change, and nobody decides about more than their connection may do. */
    private DeskReply onDevice(
            String deviceId, String denied, DeskCaller caller, Function<DeviceId, DeskReply> decision) {
        Optional<DeviceId> device = DeviceId.parse(deviceId);
        if (device.filter(registry.backend()::is).isPresent()) {
            return DeskReply.Refused.invalid(denied);
        }
        return device.flatMap(id -> registry.pairing(id)
                        .map(paired -> caller.missing(paired.access()).isPresent()
                                ? DeskReply.Refused.invalid(denied)
                                : decision.apply(id)))
                .orElseGet(() -> DeskReply.Refused.invalid("unknown deviceId"));
    }

    private static DeskReply settled(
            DeskResult result, String unknown, String denied, Supplier<Map<String, ?>> payload) {
        if (result instanceof DeskResult.Refused refused) {
            return DeskReply.Refused.invalid(
                    switch (refused.fault()) {
                        case UNKNOWN, EXPIRED -> unknown;
                        default -> denied;
                    });
        }
        return new DeskReply.Done(payload.get());
    }

    private static Map<String, Object> ordered(String first, String one, String second, String other) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(first, one);
        members.put(second, other);
        return members;
    }

    private static WireError missingScope() {
        String scope = Scope.PAIRING.value();
        return WireError.of("FORBIDDEN", "missing scope: " + scope)
                .with("code", "MISSING_SCOPE")
                .with("missingScope", scope)
                .with("requiredScopes", List.of(scope));
    }
}
