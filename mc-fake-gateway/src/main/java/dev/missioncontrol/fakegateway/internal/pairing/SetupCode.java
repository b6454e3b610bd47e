package dev.missioncontrol.fakegateway.internal.pairing;

import dev.missioncontrol.core.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * One setup code.
 *
 * @param token its bootstrap token
 * @param deviceId the device that presented it first; no other may
 */
public record SetupCode(
        String setupId,
        Secret token,
        SetupProfile profile,
        long expiresAtMs,
        @Nullable String deviceId) {
    SetupCode boundTo(String device) {
        return new SetupCode(setupId, token, profile, expiresAtMs, device);
    }
}
