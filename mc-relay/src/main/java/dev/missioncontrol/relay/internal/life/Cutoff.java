package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.relay.internal.admission.Revocations;
import dev.missioncontrol.relay.internal.admission.Standing;
import dev.missioncontrol.trust.RevocationFeed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections that lost what they stand on.
 *
 * <p>What a revocation names is judged again at once. Everybody is judged again at each read of the revocations that
 * found none, on another thread: so what only time withdraws is seen, and does not make a revocation wait. When
 * revocations cannot be read, all end.
 */
final class Cutoff implements Revocations {
    private final RevocationFeed feed;
    private final Judgement judgement;
    private final Collection<RelaySession> sessions;
    private final AtomicReference<RevocationFeed.@Nullable Subscription> place = new AtomicReference<>();
    private final AtomicLong batches = new AtomicLong();
    private final Queue<EpochEntry> news = new ConcurrentLinkedQueue<>();
    private final Rerun atOnce = new Rerun("mc-relay-cutoff", this::judgeConcerned);
    private final Rerun inTurn = new Rerun("mc-relay-sweep", () -> judge(standing -> true));

    Cutoff(RevocationFeed feed, Judgement judgement, Collection<RelaySession> sessions) {
        this.feed = feed;
        this.judgement = judgement;
        this.sessions = sessions;
    }

    /** Begins to listen. */
    void begin() {
        place.set(feed.subscribe(this::onRead));
    }

    @Override
    public boolean areFresh() {
        return feed.isFresh();
    }

    @Override
    public long count() {
        return batches.get();
    }

    /** How a standing ends that was judged at that count; empty if nothing was withdrawn, or it holds all the same. Blocks. */
    Optional<Judgement.End> endSince(long count, Standing standing) {
        if (!feed.isFresh()) {
            return Optional.of(Judgement.stale());
        }
        return batches.get() == count ? Optional.empty() : judgement.end(standing);
    }

    /** Tells whether a standing holds at this moment. Blocks. */
    boolean stands(Standing standing) {
        return feed.isFresh() && judgement.end(standing).isEmpty();
    }

    /** Ends every connection when revocations could not be read for too long. Does not block. */
    void checkFreshness() {
        if (!feed.isFresh()) {
            Judgement.End end = Judgement.stale();
            List.copyOf(sessions).forEach(session -> session.cutOff(end.code(), end.reason()));
        }
    }

    void close() {
        Optional.ofNullable(place.getAndSet(null)).ifPresent(RevocationFeed.Subscription::close);
        atOnce.close();
        inTurn.close();
    }

    private void onRead(List<EpochEntry> read) {
        if (read.isEmpty()) {
            inTurn.want();
            return;
        }
        batches.incrementAndGet();
        news.addAll(read);
        atOnce.want();
    }

    private void judgeConcerned() {
        List<EpochEntry> batch = new ArrayList<>();
        for (EpochEntry next = news.poll(); next != null; next = news.poll()) {
            batch.add(next);
        }
        judge(Concern.of(batch)::touches);
    }

    private void judge(Predicate<Standing> concerned) {
        for (RelaySession session : List.copyOf(sessions)) {
            session.standing()
                    .filter(concerned)
                    .flatMap(judgement::end)
                    .ifPresent(end -> session.cutOff(end.code(), end.reason()));
        }
    }
}
