package dev.missioncontrol.fakegateway.internal.connect;

import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.fakegateway.internal.pairing.PairingBook;
import dev.missioncontrol.fakegateway.internal.pairing.TokenVerdict;
import java.util.Optional;

/** The login of a proven device that did not show the shared secret: its own token must serve. */
final class Login {
    static final String DEVICE_TOKEN = "device-token";

    private final SharedLogin shared;
    private final PairingBook book;

    Login(SharedLogin shared, PairingBook book) {
        this.shared = shared;
        this.book = book;
    }

    Optional<Refusal> refusal(ConnectRequest request, VerifiedDevice device) {
        Credentials credentials = request.credentials();
        if (credentials.bootstrapToken() != null) {
            return Optional.of(Refusal.auth(AuthFault.BOOTSTRAP_TOKEN_INVALID, "review_auth_configuration", false));
        }
        Secret explicit = credentials.deviceToken();
        Secret candidate = explicit == null ? credentials.token() : explicit;
        if (candidate == null) {
            return Optional.of(missingOrWrong(credentials));
        }
        TokenVerdict verdict =
                book.judge(device.id().value(), device.key().text(), request.role(), candidate, request.scopes());
        return switch (verdict) {
            case GOOD -> Optional.empty();
            case TOO_NARROW -> Optional.of(Refusal.auth(AuthFault.SCOPE_MISMATCH, "review_auth_configuration", false));
            case MISMATCH -> Optional.of(mismatch(explicit != null));
        };
    }

    private Refusal missingOrWrong(Credentials credentials) {
        return credentials.password() == null
                ? Refusal.auth(shared.missing(), "update_auth_configuration", false)
                : Refusal.auth(shared.mismatch(), "update_auth_credentials", false);
    }

    private Refusal mismatch(boolean asDeviceToken) {
        if (asDeviceToken) {
            return Refusal.auth(AuthFault.DEVICE_TOKEN_MISMATCH, "update_auth_credentials", false);
        }
        return shared.mode() == SharedLogin.Mode.TOKEN
                ? Refusal.auth(AuthFault.TOKEN_MISMATCH, "retry_with_device_token", true)
                : Refusal.auth(shared.mismatch(), "update_auth_credentials", false);
    }
}
