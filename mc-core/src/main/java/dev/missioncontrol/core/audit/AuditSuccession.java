package dev.missioncontrol.core.audit;

import java.util.Optional;

/**
 * The statement by which one key hands an audit log over to the next: a record of the chain, signed by the old key.
 *
 * <p>Records behind it are covered by checkpoints of the new key. Whoever trusts the old key trusts the new one by it;
 * never the other way round.
 *
 * @param from the key that hands over and signs
 * @param to the key that follows
 * @param signature the signature of {@code from}, in unpadded base64url
 */
public record AuditSuccession(AuditKey from, AuditKey to, String signature) {
    private static final String FROM = "from";
    private static final String SIGNATURE = "signature";

    /** Signs a handing over. */
    public static AuditSuccession sign(AuditSigner from, AuditKey to) {
        return new AuditSuccession(from.key(), to, from.sign(statement(from.key(), to)));
    }

    /** Reads a recorded one; empty if the event is something else or damaged. The signature is not checked. */
    public static Optional<AuditSuccession> read(AuditEvent event) {
        if (event.action() != AuditAction.AUDIT_KEY_ROTATED) {
            return Optional.empty();
        }
        Optional<AuditKey> from = AuditKey.parse(event.detail().getOrDefault(FROM, ""));
        Optional<AuditKey> to = AuditKey.parse(event.target());
        String signature = event.detail().getOrDefault(SIGNATURE, "");
        return from.flatMap(old -> to.map(next -> new AuditSuccession(old, next, signature)));
    }

    /** Tells whether the trusted key is the one that hands over, and signed it. */
    public boolean isSignedBy(AuditKey trusted) {
        return from.equals(trusted) && trusted.verifies(AuditSigner.message(statement(from, to)), signature);
    }

    /** The event to record, by this actor. */
    public AuditEvent event(String actor) {
        return AuditEvent.of(AuditAction.AUDIT_KEY_ROTATED, actor, to.text())
                .with(FROM, from.text())
                .with(SIGNATURE, signature);
    }

    private static String statement(AuditKey from, AuditKey to) {
        return "succession " + from.text() + " " + to.text() + "\n";
    }
}
