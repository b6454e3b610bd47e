package dev.missioncontrol.trust.internal;

import dev.missioncontrol.trust.PendingPairing;
import dev.missioncontrol.trust.TrustDecision;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.TrustVote.AskPairing;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** No effect: only what it would be. */
public record Preview(PendingDesk desk, InstantSource clock) implements Effect {
    @Override
    public Optional<TrustDecision> approve(TrustRequest request, Situation then, Ruling.OnTheSpot ruling) {
        return Optional.of(ruling.decision());
    }

    @Override
    public Optional<List<PendingPairing>> ask(TrustRequest request, Situation then, List<AskPairing> asks) {
        return Optional.of(desk.drafts(request, asks, clock.instant()));
    }

    @Override
    public void note(TrustRequest request, Ruling.Overreached ruling) {}
}
