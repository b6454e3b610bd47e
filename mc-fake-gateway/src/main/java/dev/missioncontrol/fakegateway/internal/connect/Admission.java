package dev.missioncontrol.fakegateway.internal.connect;

import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.fakegateway.internal.pairing.DeviceToken;
import java.util.List;
import java.util.Optional;

/**
 * A connection that comes in.
 *
 * @param method how it logged in: {@code token}, {@code device-token} or {@code trusted-proxy}
 * @param scopes what this socket may do
 * @param token the device token for the hello; none for connections without a pairing record
 * @param user the person a trusted proxy named
 */
public record Admission(
        ConnectRequest request,
        String method,
        List<String> scopes,
        Optional<VerifiedDevice> device,
        Optional<DeviceToken> token,
        Optional<String> user) {}
