package dev.missioncontrol.trust.internal;

import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PairingReason;
import dev.missioncontrol.trust.Pairings;
import dev.missioncontrol.trust.TrustDecision;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.TrustVote.AskPairing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has to be on record so that somebody stays trusted when another policy comes into force. */
public final class Enrolments {
    private final Rules rules;
    private final InstantSource clock;

    /** By what {@code rules} say. */
    public Enrolments(Rules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** What is missing; empty if nothing that the caller may decide about would make them trusted. */
    public Optional<List<Enrolment>> missing(String mode, TrustRequest caller, Pairings known, Approver by) {
        List<Enrolment> missing = new ArrayList<>();
        Pairings then = known;
        Ruling ruling = rules.ruling(mode, caller, known);
        if (ruling instanceof Ruling.Asked asked) {
            for (AskPairing ask : asked.asks()) {
                if (ask.owner() instanceof Owner.Backend || ask.why() == PairingReason.OTHER_HOLDER) {
                    return Optional.empty();
                }
                Enrolment enrolment = enrolment(ask.owner(), caller, by);
                missing.add(enrolment);
                then = with(then, enrolment);
            }
            ruling = rules.ruling(mode, caller, then);
        }
        return isTrusted(ruling, caller) ? Optional.of(missing) : Optional.empty();
    }

    private static boolean isTrusted(Ruling ruling, TrustRequest caller) {
        return ruling instanceof Ruling.Settled settled
                && settled.decision() instanceof TrustDecision.Trusted trusted
                && trusted.access().covers(caller.requested());
    }

    private Enrolment enrolment(Owner owner, TrustRequest caller, Approver by) {
        Instant now = clock.instant();
        Pairing.Paired own = Records.fresh(caller, now);
        boolean device = owner instanceof Owner.Device;
        return new Enrolment(
                owner,
                new Pairing.Paired(
                        own.access(), now, by.people(), device ? own.holder() : null, device ? own.traits() : null));
    }

    private static Pairings with(Pairings known, Enrolment enrolment) {
        return enrolment.owner() instanceof Owner.Device
                ? new Pairings(enrolment.pairing(), known.user(), known.backend())
                : new Pairings(known.device(), enrolment.pairing(), known.backend());
    }

    /** A pairing to be put on record. */
    public record Enrolment(Owner owner, Pairing.Paired pairing) {}

    /** What a mode would say about a request if this were on record. */
    @FunctionalInterface
    public interface Rules {
        /** Rules without any effect. */
        Ruling ruling(String mode, TrustRequest effective, Pairings known);
    }
}
