package dev.missioncontrol.core.device;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a device vouches for when it connects: the signed part of the {@code connect} request.
 *
 * <p>The signed text is OpenClaw's device payload: fields joined by {@code |} without escaping, scopes joined by
 * {@code ,} in the order sent. It never holds a password.
 *
 * @param clientId {@code client.id}
 * @param clientMode {@code client.mode}
 * @param role the effective role ({@code operator} when the request leaves it out)
 * @param scopes the requested scopes in the order sent, duplicates kept
 * @param token the first of {@code auth.token}, {@code auth.deviceToken} and {@code auth.bootstrapToken} that is sent
 * @param platform {@code client.platform}
 * @param deviceFamily {@code client.deviceFamily}, empty when it is not sent
 */
public record ConnectClaims(
        String clientId,
        String clientMode,
        String role,
        List<String> scopes,
        @Nullable Secret token,
        String platform,
        String deviceFamily) {
    public ConnectClaims {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(clientMode, "clientMode");
        Objects.requireNonNull(role, "role");
        scopes = List.copyOf(scopes);
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(deviceFamily, "deviceFamily");
    }

    /** The bytes to sign: UTF-8 of the payload text. They hold the token: sign them and let them go. */
    byte[] payload(PayloadVersion version, DeviceId device, long signedAtMs, String nonce) {
        String text = String.join(
                "|",
                version.tag(),
                device.value(),
                clientId,
                clientMode,
                role,
                String.join(",", scopes),
                Long.toString(signedAtMs),
                token == null ? "" : token.reveal(),
                nonce);
        if (version == PayloadVersion.V3) {
            text = text + "|" + folded(platform) + "|" + folded(deviceFamily);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Trims white space, then lower-cases ASCII letters and no others, as the gateway does. */
    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.strip());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return folded.toString();
    }
}
