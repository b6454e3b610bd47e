package dev.missioncontrol.relay.internal.wire;

import dev.missioncontrol.core.device.ConnectClaims;
import dev.missioncontrol.core.device.DeviceProof;
import dev.missioncontrol.core.secret.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a {@code connect} request, checked for their form.
 *
 * @param minProtocol the lowest version the client speaks
 * @param maxProtocol the highest
 * @param client what the client says about itself
 * @param role {@code operator} when it is left out
 * @param scopes in the order sent, duplicates kept
 * @param auth the credentials that were sent
 * @param device the device proof, if one was sent
 */
public record ConnectFrame(
        int minProtocol,
        int maxProtocol,
        Client client,
        String role,
        List<String> scopes,
        Auth auth,
        @Nullable DeviceProof device) {
    public ConnectFrame {
        scopes = List.copyOf(scopes);
    }

    /** What the device proof must have signed. */
    public ConnectClaims claims() {
        return new ConnectClaims(
                client.id(), client.mode(), role, scopes, auth.signed(), client.platform(), client.deviceFamily());
    }

    /** What a client says about itself; a member that was not sent is null, or empty where the type says so. */
    public record Client(
            String id,
            String mode,
            String version,
            String platform,
            String deviceFamily,
            String displayName,
            @Nullable String instanceId,
            @Nullable String buildId,
            @Nullable String timeZone,
            List<String> caps,
            @Nullable String locale,
            @Nullable String userAgent,
            @Nullable String modelCatalogJson) {
        public Client {
            caps = List.copyOf(caps);
        }
    }

    /** The credentials of a connect request. */
    public record Auth(
            @Nullable Secret token,
            @Nullable Secret password,
            @Nullable Secret deviceToken,
            @Nullable Secret bootstrapToken) {

        @Nullable
        Secret signed() {
            if (token != null) {
                return token;
            }
            return deviceToken != null ? deviceToken : bootstrapToken;
        }
    }
}
