package dev.missioncontrol.core.device;

import java.util.Objects;

/**
 * The {@code device} member of a {@code connect} request, as sent: a claim until {@link Challenge#verify} says
 * otherwise.
 *
 * @param id the claimed fingerprint
 * @param publicKey the claimed key, wire form
 * @param signature unpadded base64url of 64 signature bytes
 * @param signedAtMs when it was signed, milliseconds since the epoch
 * @param nonce the nonce that was signed
 */
public record DeviceProof(String id, String publicKey, String signature, long signedAtMs, String nonce) {
    public DeviceProof {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(publicKey, "publicKey");
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(nonce, "nonce");
    }
}
