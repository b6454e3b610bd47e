package dev.missioncontrol.relay.internal.desk;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.trust.PendingPairing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Notices what became of pairing requests by looking at the records now and then: whoever decides, and by whatever door,
 * it is seen. Not thread-safe; looking blocks on the store.
 */
public final class PairingWatch {
    /** Something to tell the clients that may know. */
    public record News(String event, Map<String, ?> payload) {}

    private final Registry registry;
    private final InstantSource clock;
    private Map<String, PendingPairing> known = Map.of();
    private boolean watching;

    /** Over these records. */
    public PairingWatch(Registry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** What is new since the last look; the first look tells nothing, it only remembers. */
    public List<News> look() {
        Instant now = clock.instant();
        Map<String, PendingPairing> present = new LinkedHashMap<>();
        registry.pending().forEach(pending -> present.put(pending.requestId(), pending));
        List<News> news = new ArrayList<>();
        if (watching) {
            known.values().stream()
                    .filter(gone -> !present.containsKey(gone.requestId()))
                    .filter(gone -> isDecided(gone, present, now))
                    .forEach(gone -> news.add(resolved(gone, now)));
            present.values().stream()
                    .filter(fresh -> !known.containsKey(fresh.requestId()))
                    .forEach(fresh -> news.add(new News("device.pair.requested", registry.view(fresh))));
        }
        known = present;
        watching = true;
        return news;
    }

    /** Nobody listens: what happens until the next look is not told. */
    public void rest() {
        watching = false;
    }

    private News resolved(PendingPairing gone, Instant now) {
        String decision = isApproved(gone) ? "approved" : "rejected";
        return new News(
                "device.pair.resolved",
                Views.resolved(gone.requestId(), Views.subject(gone), decision, now.toEpochMilli()));
    }

    /** A request that ran out of time goes without a word, as at the gateway. */
    private static boolean isDecided(PendingPairing gone, Map<String, PendingPairing> present, Instant now) {
        return gone.expiresAt().isAfter(now)
                || present.values().stream()
                        .anyMatch(other -> Views.subject(other).equals(Views.subject(gone)));
    }

    private boolean isApproved(PendingPairing gone) {
        return registry.pairing(gone.owner())
                .filter(paired -> covers(paired.access(), gone))
                .isPresent();
    }

    private static boolean covers(Access has, PendingPairing gone) {
        return has.role() == gone.requested().role() && has.covers(gone.requested());
    }
}
