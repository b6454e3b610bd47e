package dev.missioncontrol.examples.policy;

import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.trust.DenyReason;
import dev.missioncontrol.trust.Pairings;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.TrustPolicy;
import dev.missioncontrol.trust.spi.TrustVote;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Keeps everybody but administrators out outside of working hours. A restriction: it denies or abstains, never grants.
 *
 * @param clock the present time
 * @param zone where the office is
 * @param opens the first moment that is inside
 * @param closes the first moment that is outside again, later on the same day
 */
public record OfficeHours(InstantSource clock, ZoneId zone, LocalTime opens, LocalTime closes) implements TrustPolicy {
    public OfficeHours {
        if (!opens.isBefore(closes)) {
            throw new IllegalArgumentException("an office opens before it closes");
        }
    }

    @Override
    public TrustVote vote(TrustRequest request, Pairings known) {
        boolean admin = request.subject() instanceof Subject.Authenticated who
                && who.role().includes(Role.ADMIN);
        LocalTime now = LocalTime.ofInstant(clock.instant(), zone);
        boolean open = !now.isBefore(opens) && now.isBefore(closes);
        return admin || open ? TrustVote.abstain() : new TrustVote.Deny(DenyReason.VETOED);
    }
}
