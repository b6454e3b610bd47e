package dev.missioncontrol.fakegateway;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.fakegateway.internal.core.CallRecord;
import dev.missioncontrol.fakegateway.internal.pairing.ClientTraits;
import dev.missioncontrol.fakegateway.internal.pairing.DeviceRecord;
import dev.missioncontrol.fakegateway.internal.pairing.PendingRequest;
import dev.missioncontrol.fakegateway.internal.rpc.Caller;
import java.time.Instant;

/** What the inside looks like from the outside. */
final class Views {
    private Views() {}

    static PendingPairing of(PendingRequest request) {
        return new PendingPairing(
                request.requestId(),
                new DeviceId(request.deviceId()),
                name(request.traits()),
                request.roles(),
                request.scopes(),
                Instant.ofEpochMilli(request.tsMs()));
    }

    static PairedDevice of(DeviceRecord record) {
        return new PairedDevice(
                new DeviceId(record.deviceId()),
                name(record.traits()),
                record.roles(),
                record.scopes(),
                record.approvedVia(),
                Instant.ofEpochMilli(record.approvedAtMs()));
    }

    static LiveConnection of(Caller caller) {
        return new LiveConnection(
                caller.id(),
                caller.client().clientId(),
                caller.client().clientMode(),
                caller.role(),
                caller.scopes(),
                caller.deviceId().map(DeviceId::new),
                caller.user());
    }

    static RecordedCall of(CallRecord call) {
        return new RecordedCall(of(call.caller()), call.method(), call.paramsJson(), call.outcome(), call.at());
    }

    private static String name(ClientTraits traits) {
        return traits.displayName() == null ? "" : traits.displayName();
    }
}
