package dev.missioncontrol.fakegateway.internal.connect;

import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.fakegateway.internal.pairing.DeviceToken;
import dev.missioncontrol.fakegateway.internal.pairing.SetupCode;
import java.util.List;
import java.util.Optional;

/**
 * A connection that comes in.
 *
 * @param method how it logged in: {@code token}, {@code password}, {@code none}, {@code device-token}, {@code
 *     bootstrap-token} or {@code trusted-proxy}
 * @param scopes what this socket may do
 * @param token the device token for the hello; none for connections without a pairing record
 * @param user the person a trusted proxy named
 * @param moreTokens tokens for other roles of the device, which come with a setup code
 * @param setup the setup code that is spent when the hello is sent
 */
public record Admission(
        ConnectRequest request,
        String method,
        List<String> scopes,
        Optional<VerifiedDevice> device,
        Optional<DeviceToken> token,
        Optional<String> user,
        List<DeviceToken> moreTokens,
        Optional<SetupCode> setup) {
    Admission(
            ConnectRequest request,
            String method,
            List<String> scopes,
            Optional<VerifiedDevice> device,
            Optional<DeviceToken> token,
            Optional<String> user) {
        this(request, method, scopes, device, token, user, List.of(), Optional.empty());
    }

    Admission spending(SetupCode code) {
        return new Admission(request, method, scopes, device, token, user, moreTokens, Optional.of(code));
    }
}
