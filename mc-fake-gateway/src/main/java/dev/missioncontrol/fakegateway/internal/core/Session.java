package dev.missioncontrol.fakegateway.internal.core;

import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.fakegateway.internal.connect.Admission;
import dev.missioncontrol.fakegateway.internal.pairing.ClientTraits;
import dev.missioncontrol.fakegateway.internal.rpc.Caller;
import java.util.List;
import java.util.Optional;

/** A connection that has logged in, as methods and events see it. */
public record Session(
        String id,
        ClientTraits client,
        String role,
        List<String> scopes,
        Optional<String> deviceId,
        boolean usesDeviceToken,
        Optional<String> user)
        implements Caller {
    static Session of(String id, Admission admission) {
        return new Session(
                id,
                admission.request().client(),
                admission.request().role(),
                admission.scopes(),
                admission.device().map(VerifiedDevice::id).map(device -> device.value()),
                admission.method().equals("device-token"),
                admission.user());
    }
}
