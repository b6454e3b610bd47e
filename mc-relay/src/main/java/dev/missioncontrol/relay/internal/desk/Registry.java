package dev.missioncontrol.relay.internal.desk;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.trust.DeviceRecord;
import dev.missioncontrol.trust.DeviceTokens;
import dev.missioncontrol.trust.Devices;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PairingDesk;
import dev.missioncontrol.trust.PendingPairing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Our records as clients see them. Thread-safe; calls block on the store.
 *
 * @param connected the devices that proved themselves on a connection that is open
 */
public record Registry(
        PairingDesk desk,
        Devices devices,
        DeviceTokens tokens,
        BackendCard backend,
        Supplier<Set<DeviceId>> connected) {

    /** What waits for somebody here; the backend's own request waits at the gateway. */
    public List<PendingPairing> pending() {
        return desk.pending().stream().filter(Registry::isOurs).toList();
    }

    Optional<PendingPairing> pending(String requestId) {
        return desk.pending(requestId).filter(Registry::isOurs);
    }

    Optional<Pairing.Paired> pairing(DeviceId device) {
        return pairing(new Owner.Device(device));
    }

    Optional<Pairing.Paired> pairing(Owner owner) {
        return desk.pairing(owner) instanceof Pairing.Paired paired ? Optional.of(paired) : Optional.empty();
    }

    Map<String, Object> list() {
        Set<DeviceId> open = connected.get();
        return Map.of(
                "pending", pending().stream().map(this::view).toList(),
                "paired",
                        Stream.concat(
                                        Stream.of(backend.summary()),
                                        paired().map(record -> view(record, open.contains(record.id()))))
                                .toList());
    }

    Map<String, Object> view(PendingPairing pending) {
        return Views.pending(
                pending, pending.device() != null && record(pending.device()).isPresent());
    }

    Optional<Map<String, Object>> view(DeviceId device) {
        return record(device).map(record -> view(record, connected.get().contains(device)));
    }

    private Map<String, Object> view(DeviceRecord record, boolean open) {
        return Views.paired(record, (Pairing.Paired) record.pairing(), tokens.ofDevice(record.id()), open);
    }

    private Optional<DeviceRecord> record(DeviceId device) {
        return devices.find(device).filter(Registry::isPaired);
    }

    private Stream<DeviceRecord> paired() {
        return devices.list().stream().filter(Registry::isPaired);
    }

    private static boolean isPaired(DeviceRecord record) {
        return record.pairing() instanceof Pairing.Paired;
    }

    private static boolean isOurs(PendingPairing pending) {
        return !(pending.owner() instanceof Owner.Backend);
    }
}
