package dev.missioncontrol.core.device;

/** What the verification of a device proof found. */
public sealed interface ProofVerdict {
    /** The sender holds the private key. */
    record Proven(VerifiedDevice device) implements ProofVerdict {}

    /** The proof does not hold. */
    record Refused(ProofFault fault) implements ProofVerdict {}
}
