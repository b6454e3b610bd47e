package dev.missioncontrol.trust;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.DeskResult.Done;
import dev.missioncontrol.trust.DeskResult.Fault;
import dev.missioncontrol.trust.DeskResult.Refused;
import dev.missioncontrol.trust.internal.Approver;
import dev.missioncontrol.trust.internal.Authority;
import dev.missioncontrol.trust.internal.Enrolments;
import dev.missioncontrol.trust.internal.Register;
import dev.missioncontrol.trust.internal.Situation;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Puts another policy in force while everything runs.
 *
 * <p>The caller must be trusted under the policy in force with every known scope. What the new policy would ask of them —
 * the pairing of the device they proved on this connection, or their own — is put on record in the same transaction; if
 * they would not be trusted even then, nothing changes: nobody locks themselves out. Every open connection is judged
 * anew within a heartbeat. Thread-safe; calls block on the store.
 */
public final class ModeSwitch {
    private static final DeskResult NOT_ALLOWED = new Refused(Fault.NOT_ALLOWED);

    private final TrustEngine engine;
    private final PairingStore store;
    private final Authority authority;
    private final Register register;
    private final Enrolments enrolments;

    /** Switches the modes of this engine, over the same stores. */
    public ModeSwitch(TrustEngine engine, PairingStore store, UnitOfWork unit, InstantSource clock) {
        this.engine = engine;
        this.store = store;
        this.authority = new Authority(engine, store, unit);
        this.register = new Register(store, clock, List.of());
        this.enrolments = new Enrolments(engine::ruling, clock);
    }

    /**
     * Puts a mode in force.
     *
     * @param caller the facts of the connection that decides; what it asks for is not looked at
     */
    public DeskResult adopt(String mode, TrustRequest caller) {
        if (!engine.modes().contains(mode)) {
            return new Refused(Fault.UNKNOWN);
        }
        Optional<Approver> by = authority.over(caller, Access.fullOperator());
        if (by.isEmpty()) {
            return NOT_ALLOWED;
        }
        TrustRequest effective = engine.effective(caller.asking(Access.fullOperator()));
        Situation seen = engine.situation(effective);
        Optional<List<Enrolments.Enrolment>> missing = enrolments.missing(mode, effective, seen.known(), by.get());
        if (missing.isEmpty()) {
            return new Refused(caller.device() == null ? Fault.DEVICE_IDENTITY_REQUIRED : Fault.NOT_ALLOWED);
        }
        return authority.carryOut(
                caller,
                by,
                NOT_ALLOWED,
                (tx, approver) -> seen.equals(engine.situation(effective))
                        ? adopt(tx, mode, seen.mode(), missing.get(), approver)
                        : NOT_ALLOWED);
    }

    private DeskResult adopt(Tx tx, String mode, String before, List<Enrolments.Enrolment> missing, Approver by) {
        if (mode.equals(before)) {
            return new Done();
        }
        missing.forEach(enrolment -> register.enrol(tx, enrolment.owner(), enrolment.pairing(), by));
        store.mode(tx, mode);
        tx.revoke(new Revocation.OfPolicy());
        tx.record(AuditEvent.of(AuditAction.POLICY_CHANGED, by.name(), mode).with("before", before));
        return new Done();
    }
}
