package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditSigner;

/** Keys that are the same in every run. */
final class AuditKeys {
    static final AuditSigner OWN = seeded(1);
    static final AuditSigner NEXT = seeded(2);
    static final AuditSigner STRANGER = seeded(3);

    private AuditKeys() {}

    private static AuditSigner seeded(int first) {
        byte[] seed = new byte[32];
        seed[0] = (byte) first;
        return AuditSigner.ofSeed(seed);
    }
}
