package dev.missioncontrol.relay.internal.admission;

import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.relay.internal.wire.ConnectFrame;
import java.util.Optional;

/** Sorts out what a client presented that can be no credential of this server. */
final class Presented {
    private Presented() {}

    /**
     * The code for a credential that is never taken here: device tokens and setup codes belong to the gateway, and a
     * password is taken only as the copy of the token that dashboards send.
     */
    static Optional<String> foreign(ConnectFrame.Auth auth) {
        if (auth.deviceToken() != null) {
            return Optional.of("AUTH_DEVICE_TOKEN_MISMATCH");
        }
        if (auth.bootstrapToken() != null) {
            return Optional.of("AUTH_BOOTSTRAP_TOKEN_INVALID");
        }
        Secret token = auth.token();
        Secret password = auth.password();
        boolean copy = password == null || (token != null && password.matches(token));
        return copy ? Optional.empty() : Optional.of("AUTH_PASSWORD_MISMATCH");
    }

    static boolean isBrowser(RequestFacts upgrade) {
        Headers headers = upgrade.headers();
        return headers.contains("cookie") || headers.contains("origin") || headers.contains("sec-fetch-mode");
    }
}
