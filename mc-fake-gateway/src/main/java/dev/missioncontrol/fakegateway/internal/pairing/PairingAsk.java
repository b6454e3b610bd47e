package dev.missioncontrol.fakegateway.internal.pairing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proven device that wants in.
 *
 * @param browserOrigin the Origin of the upgrade, if it had one
 * @param remoteIp the client's address; none on this machine
 * @param maySilently whether this connection may be approved without a person, as far as the connection goes
 */
public record PairingAsk(
        String deviceId,
        String publicKey,
        ClientTraits traits,
        String role,
        List<String> scopes,
        @Nullable String browserOrigin,
        @Nullable String remoteIp,
        boolean maySilently) {
    public PairingAsk {
        scopes = List.copyOf(scopes);
    }
}
