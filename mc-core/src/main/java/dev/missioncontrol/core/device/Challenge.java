package dev.missioncontrol.core.device;

import dev.missioncontrol.core.device.ProofVerdict.Proven;
import dev.missioncontrol.core.device.ProofVerdict.Refused;
import dev.missioncontrol.core.internal.ed25519.Ed25519;
import dev.missioncontrol.core.internal.text.Base64Url;
import dev.missioncontrol.core.secret.ConstantTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the accepting side asks a device to sign: good for one socket.
 *
 * @param nonce fresh for each socket
 * @param issuedAtMs the accepting side's time, milliseconds since the epoch
 */
public record Challenge(String nonce, long issuedAtMs) {
    /** How far the signing time may be from now, both ways: the gateway's own limit. */
    public static final Duration MAX_SKEW = Duration.ofMinutes(2);

    public Challenge {
        Objects.requireNonNull(nonce, "nonce");
        if (nonce.isBlank()) {
            throw new IllegalArgumentException("a challenge has a nonce");
        }
    }

    /** A challenge with a random nonce. */
    public static Challenge fresh(SecureRandom random, Instant now) {
        String nonce = new UUID(random.nextLong(), random.nextLong()).toString();
        return new Challenge(nonce, now.toEpochMilli());
    }

    /**
     * Verifies a proof against this challenge, in the gateway's order of checks.
     *
     * @param proof what the device sent
     * @param claims what the rest of its request says
     * @param accepted the payload versions that may be signed, tried from the newest
     * @param now the present time
     */
    public ProofVerdict verify(DeviceProof proof, ConnectClaims claims, Set<PayloadVersion> accepted, Instant now) {
        Optional<DeviceKey> key =
                DeviceKey.parse(proof.publicKey()).filter(k -> k.id().value().equals(proof.id()));
        if (key.isEmpty()) {
            return new Refused(ProofFault.DEVICE_ID_MISMATCH);
        }
        if (isSkewed(proof.signedAtMs(), now)) {
            return new Refused(ProofFault.SIGNATURE_EXPIRED);
        }
        String presented = proof.nonce().strip();
        if (presented.isEmpty()) {
            return new Refused(ProofFault.NONCE_REQUIRED);
        }
        if (!ConstantTime.equal(presented, nonce)) {
            return new Refused(ProofFault.NONCE_MISMATCH);
        }
        return isSigned(key.get(), proof, claims, accepted)
                ? new Proven(new VerifiedDevice(key.get()))
                : new Refused(ProofFault.SIGNATURE_INVALID);
    }

    private static boolean isSkewed(long signedAtMs, Instant now) {
        long nowMs = now.toEpochMilli();
        return signedAtMs < nowMs - MAX_SKEW.toMillis() || signedAtMs > nowMs + MAX_SKEW.toMillis();
    }

    private boolean isSigned(DeviceKey key, DeviceProof proof, ConnectClaims claims, Set<PayloadVersion> accepted) {
        byte[] signature =
                Base64Url.decode(proof.signature(), Ed25519.SIGNATURE_BYTES).orElse(null);
        return signature != null
                && (isSigned(PayloadVersion.V3, key, signature, proof, claims, accepted)
                        || isSigned(PayloadVersion.V2, key, signature, proof, claims, accepted));
    }

    private boolean isSigned(
            PayloadVersion version,
            DeviceKey key,
            byte[] signature,
            DeviceProof proof,
            ConnectClaims claims,
            Set<PayloadVersion> accepted) {
        return accepted.contains(version)
                && key.verifies(claims.payload(version, key.id(), proof.signedAtMs(), nonce), signature);
    }
}
