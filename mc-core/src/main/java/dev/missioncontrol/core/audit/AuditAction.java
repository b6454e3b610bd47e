package dev.missioncontrol.core.audit;

import java.util.Arrays;
import java.util.Optional;

/** What an audit record is about. May grow: keep a default branch. The names on the wire never change. */
public enum AuditAction {
    LOGIN("login"),
    LOGIN_FAILED("login_failed"),
    LOGOUT("logout"),
    SESSION_CREATED("session_created"),
    SESSION_BOUND("session_bound"),
    SESSION_ENDED("session_ended"),
    USER_CREATED("user_created"),
    USER_CHANGED("user_changed"),
    USER_DELETED("user_deleted"),
    ROLE_CHANGED("role_changed"),
    PASSWORD_CHANGED("password_changed"),
    KEY_CREATED("key_created"),
    KEY_USED("key_used"),
    KEY_ROTATED("key_rotated"),
    KEY_REVOKED("key_revoked"),
    PAIRING_ASKED("pairing_asked"),
    PAIRING_APPROVED("pairing_approved"),
    PAIRING_REJECTED("pairing_rejected"),
    PAIRING_AUTO_APPROVED("pairing_auto_approved"),
    DEVICE_REVOKED("device_revoked"),
    DEVICE_RENAMED("device_renamed"),
    DEVICE_FORGOTTEN("device_forgotten"),
    PAIRING_ENROLLED("pairing_enrolled"),
    PAIRING_WITHDRAWN("pairing_withdrawn"),
    DEVICE_TOKEN_ISSUED("device_token_issued"),
    DEVICE_TOKEN_ROTATED("device_token_rotated"),
    DEVICE_TOKEN_REVOKED("device_token_revoked"),
    BACKEND_PAIRED("backend_paired"),
    BACKEND_WITHDRAWN("backend_withdrawn"),
    POLICY_CHANGED("policy_changed"),
    POLICY_OVERREACHED("policy_overreached"),
    SETTING_CHANGED("setting_changed"),
    RESTORED("restored"),
    AUDIT_EXPORTED("audit_exported"),
    AUDIT_DROPPED("audit_dropped"),
    AUDIT_KEY_ROTATED("audit_key_rotated"),
    RELAY_CONNECTED("relay_connected"),
    RELAY_REFUSED("relay_refused"),
    RELAY_CALLS("relay_calls"),
    RELAY_CLOSED("relay_closed");

    private final String wireName;

    AuditAction(String wireName) {
        this.wireName = wireName;
    }

    /** The name in stored records and in JSON. */
    public String wireName() {
        return wireName;
    }

    /** Reads a wire name, exactly. */
    public static Optional<AuditAction> parse(String text) {
        return Arrays.stream(values())
                .filter(action -> action.wireName.equals(text))
                .findFirst();
    }
}
