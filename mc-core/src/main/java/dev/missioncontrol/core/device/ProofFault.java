package dev.missioncontrol.core.device;

/** Why a device proof was refused, by the gateway's own names. May grow: keep a default branch. */
public enum ProofFault {
    /** The id is not the fingerprint of the key, or the key cannot be read. */
    DEVICE_ID_MISMATCH("DEVICE_AUTH_DEVICE_ID_MISMATCH", "device-id-mismatch"),
    /** Signed more than two minutes before or after now. */
    SIGNATURE_EXPIRED("DEVICE_AUTH_SIGNATURE_EXPIRED", "device-signature-stale"),
    /** The nonce is only white space. */
    NONCE_REQUIRED("DEVICE_AUTH_NONCE_REQUIRED", "device-nonce-missing"),
    /** The nonce is not the one of this socket's challenge. */
    NONCE_MISMATCH("DEVICE_AUTH_NONCE_MISMATCH", "device-nonce-mismatch"),
    /** The signature does not fit the claims. */
    SIGNATURE_INVALID("DEVICE_AUTH_SIGNATURE_INVALID", "device-signature");

    private final String code;
    private final String reason;

    ProofFault(String code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** The value of {@code details.code} on the wire. */
    public String code() {
        return code;
    }

    /** The value of {@code details.reason} on the wire. */
    public String reason() {
        return reason;
    }
}
