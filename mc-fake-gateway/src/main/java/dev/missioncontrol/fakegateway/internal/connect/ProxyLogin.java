package dev.missioncontrol.fakegateway.internal.connect;

import java.util.Locale;
import java.util.Optional;

/** The login at a gateway in trusted-proxy mode: a proxy that it trusts names the person in a header field. */
final class ProxyLogin {
    static final String METHOD = "trusted-proxy";

    private static final String REQUIRED = "x-forwarded-proto";

    private final String userHeader;

    ProxyLogin(String userHeader) {
        this.userHeader = userHeader.toLowerCase(Locale.ROOT);
    }

    Optional<Refusal> refusal(Upgrade upgrade) {
        if (upgrade.header(REQUIRED).isEmpty()) {
            return Optional.of(Refusal.auth(AuthFault.IDENTITY_HEADER_REQUIRED, "review_auth_configuration", false));
        }
        return user(upgrade).isEmpty()
                ? Optional.of(Refusal.auth(AuthFault.UNAUTHORIZED, "review_auth_configuration", false))
                : Optional.empty();
    }

    Optional<String> user(Upgrade upgrade) {
        return upgrade.header(userHeader).map(String::strip).filter(name -> !name.isEmpty());
    }
}
