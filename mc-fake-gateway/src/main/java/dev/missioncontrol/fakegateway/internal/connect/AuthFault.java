package dev.missioncontrol.fakegateway.internal.connect;

/** Why credentials were refused, by the gateway's names. */
enum AuthFault {
    TOKEN_MISSING("AUTH_TOKEN_MISSING", "token_missing"),
    TOKEN_MISMATCH("AUTH_TOKEN_MISMATCH", "token_mismatch"),
    PASSWORD_MISSING("AUTH_PASSWORD_MISSING", "password_missing"),
    PASSWORD_MISMATCH("AUTH_PASSWORD_MISMATCH", "password_mismatch"),
    DEVICE_TOKEN_MISMATCH("AUTH_DEVICE_TOKEN_MISMATCH", "device_token_mismatch"),
    SCOPE_MISMATCH("AUTH_SCOPE_MISMATCH", "scope_mismatch"),
    BOOTSTRAP_TOKEN_INVALID("AUTH_BOOTSTRAP_TOKEN_INVALID", "bootstrap_token_invalid"),
    IDENTITY_HEADER_REQUIRED("AUTH_IDENTITY_HEADER_REQUIRED", "trusted_proxy_missing_header_x-forwarded-proto"),
    UNAUTHORIZED("AUTH_UNAUTHORIZED", "trusted_proxy_user_missing");

    private final String code;
    private final String reason;

    AuthFault(String code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    String code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
