package dev.missioncontrol.relay.internal.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.relay.Caller;
import dev.missioncontrol.relay.Callers;
import dev.missioncontrol.relay.Identification;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.RevocationFeed;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustPolicies;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A relay that is closed leaves nothing behind at the feed, which may live on for others. */
class CutoffEndTest {
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());
    private final RevocationFeed feed = RevocationFeed.follow(unit, Duration.ofHours(1));
    private final TrustEngine engine = TrustEngine.builder(
                    TrustPolicies.backendOwned(Role.VIEWER), new InMemoryPairingStore(unit), unit)
            .build();
    private final Cutoff cutoff =
            new Cutoff(feed, new Judgement(new Nobody(), engine, InstantSource.system()), Set.of());

    @AfterEach
    void stop() {
        cutoff.close();
        feed.close();
        engine.close();
    }

    @Test
    void cutoff_when_closed_is_told_nothing_more() throws Exception {
        cutoff.begin();
        revoke();
        assertThat(cutoff.count()).isEqualTo(1);
        cutoff.close();
        revoke();
        assertThat(cutoff.count()).isEqualTo(1);
    }

    /** Revokes something; returns when those who listened before were told. */
    private void revoke() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        try (RevocationFeed.Subscription last = feed.subscribe(news -> told.countDown())) {
            assertThat(last).isNotNull();
            unit.commit(tx -> tx.revoke(new Revocation.OfPolicy()));
            assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static final class Nobody implements Callers {
        @Override
        public Identification identify(RequestFacts upgrade, Optional<Secret> connectToken) {
            return new Identification.Anonymous();
        }

        @Override
        public boolean stillHolds(Caller caller) {
            return false;
        }
    }
}
