package dev.missioncontrol.gateway;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.gateway.internal.wire.DeviceReader;
import java.time.Instant;
import java.util.Optional;

/**
 * What the gateway tells of pairings to those with {@code operator.pairing} or {@code operator.admin}.
 *
 * <p>It tells nothing when a device is removed, when a token is rotated or revoked, and when a request lapses: list the
 * devices to know.
 */
public sealed interface PairingEvent {
    /** A device asks for what it does not have; not told of what is approved in silence, and not of repetitions. */
    record Requested(PendingDevice device) implements PairingEvent {}

    /**
     * A request was decided, by a person or in silence, or gave way to a wider one of the same device.
     *
     * @param requestId the request
     * @param deviceId who asked
     * @param decision how it was decided
     * @param at when, by the gateway's clock
     */
    record Resolved(String requestId, DeviceId deviceId, Decision decision, Instant at) implements PairingEvent {}

    /** A record changed otherwise, such as its name: list the devices anew. */
    record Changed() implements PairingEvent {}

    /** How a request was decided. */
    enum Decision {
        /** The device has what it asked for. */
        APPROVED,
        /** It has not; also said of a request that a wider one replaced. */
        REJECTED
    }

    /**
     * Reads an event.
     *
     * @param name the event's name
     * @param payloadJson its payload, JSON text
     * @return empty if it is no pairing event, or has another shape
     */
    static Optional<PairingEvent> of(String name, String payloadJson) {
        return DeviceReader.event(name, payloadJson);
    }
}
