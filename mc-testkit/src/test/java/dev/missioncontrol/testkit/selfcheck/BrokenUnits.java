package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.core.audit.AuditJournal;
import dev.missioncontrol.core.audit.AuditLink;
import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.core.epoch.EpochJournal;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.testkit.UnitOfWorkContract;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Transactions that break one promise each, put to the contract. */
final class BrokenUnits {
    private BrokenUnits() {}

    /** The sound one, which the others are made of. */
    static class Sound extends UnitOfWorkContract {
        private final InMemoryUnitOfWork sound = new InMemoryUnitOfWork(InstantSource.system());
        private final UnitOfWork unit = brokenUnit(sound);
        private final PairingStore store = new InMemoryPairingStore(sound);

        UnitOfWork brokenUnit(InMemoryUnitOfWork from) {
            return from;
        }

        @Override
        protected UnitOfWork unit() {
            return unit;
        }

        @Override
        protected AuditJournal audit() {
            return sound;
        }

        @Override
        protected EpochJournal epochs() {
            return sound;
        }

        @Override
        protected PairingStore pairings() {
            return store;
        }

        @Override
        protected UnitOfWork anotherUnit() {
            return new InMemoryUnitOfWork(InstantSource.system());
        }
    }

    /** Commits what was done before the work threw. */
    static final class CommittingHalf extends Sound {
        @Override
        UnitOfWork brokenUnit(InMemoryUnitOfWork from) {
            return new UnitOfWork() {
                @Override
                public <R> R commit(Function<Tx, R> work) {
                    AtomicReference<@Nullable RuntimeException> thrown = new AtomicReference<>();
                    Optional<R> result = from.commit(tx -> {
                        try {
                            return Optional.of(work.apply(tx));
                        } catch (RuntimeException failed) {
                            thrown.set(failed);
                            return Optional.empty();
                        }
                    });
                    return result.orElseThrow(
                            () -> Optional.ofNullable(thrown.get()).orElseThrow());
                }
            };
        }
    }

    /** Runs the work twice, as one who retries might. */
    static final class WorkingTwice extends Sound {
        @Override
        UnitOfWork brokenUnit(InMemoryUnitOfWork from) {
            return new UnitOfWork() {
                @Override
                public <R> R commit(Function<Tx, R> work) {
                    return from.commit(tx -> {
                        R first = work.apply(tx);
                        R second = work.apply(tx);
                        return second == null ? first : second;
                    });
                }
            };
        }
    }

    /** Loses the newest audit record. */
    static final class LosingRecords extends Sound {
        @Override
        protected AuditJournal audit() {
            AuditJournal sound = super.audit();
            return new AuditJournal() {
                @Override
                public List<AuditLink> links(long after, int limit) {
                    List<AuditLink> links = sound.links(after, limit);
                    return links.subList(0, Math.max(0, links.size() - 1));
                }

                @Override
                public long latest() {
                    return Math.max(0, sound.latest() - 1);
                }
            };
        }
    }

    /** Never tells of a revocation. */
    static final class LosingRevocations extends Sound {
        @Override
        protected EpochJournal epochs() {
            return new EpochJournal() {
                @Override
                public Epoch current() {
                    return Epoch.ZERO;
                }

                @Override
                public List<EpochEntry> after(Epoch epoch) {
                    return List.of();
                }

                @Override
                public void onRaise(Runnable notice) {
                    // Nothing is ever raised.
                }
            };
        }
    }
}
