package dev.missioncontrol.gateway.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.gateway.CloseReason;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Any sequence of inputs, true and stale, keeps the promises of the life cycle. */
class LifeCycleProperties {
    private static final Access READ = Access.operator(Scope.READ);
    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    private final LifeCycle cycle = new LifeCycle(Duration.ofMinutes(1), Duration.ofSeconds(20));

    /** What the outside does next: which input, of how old a link, how much later. */
    record Move(int kind, int staleness, CloseReason reason, int laterMs, double jitter) {}

    /** A world that carries commands out and watches. */
    private final class World {
        private Life life = new Life.Idle();
        private Instant now = START;
        private final Set<Long> open = new HashSet<>();
        private long lastOpened;
        private boolean awake;

        void make(Move move) {
            now = now.plusMillis(move.laterMs());
            Life before = life;
            Input input = input(move);
            Step step = cycle.step(life, input, new Moment(now, move.jitter()));
            life = step.life();
            if (input instanceof Input.Lost lost) {
                open.remove(lost.link());
            } else if (input instanceof Input.Refused refused) {
                open.remove(refused.link());
            } else if (input instanceof Input.ShowOther refused) {
                open.remove(refused.link());
            } else if (input instanceof Input.Alarm) {
                awake = false;
            }
            step.commands().forEach(this::carryOut);
            check(before, step);
        }

        private void carryOut(Command command) {
            if (command instanceof Command.Open opened) {
                assertThat(open).as("never two sockets").isEmpty();
                assertThat(opened.link()).as("numbers are used once").isGreaterThan(lastOpened);
                lastOpened = opened.link();
                open.add(opened.link());
            } else if (command instanceof Command.Close closed) {
                open.remove(closed.link());
            } else if (command instanceof Command.WakeAt) {
                awake = true;
            }
        }

        private void check(Life before, Step step) {
            if (before instanceof Life.Over) {
                assertThat(life).as("closed is final").isEqualTo(before);
                assertThat(step.commands()).isEmpty();
            }
            if (life instanceof Life.Resting resting) {
                assertThat(Duration.between(now, resting.until())).isLessThanOrEqualTo(Duration.ofSeconds(90));
                assertThat(resting.because().retryable()).isTrue();
            }
            if (life instanceof Life.Resting || life instanceof Life.Waiting || life instanceof Life.Online) {
                assertThat(awake).as("somebody wakes the client").isTrue();
            }
            if (life instanceof Life.Over || life instanceof Life.Resting || life instanceof Life.Waiting) {
                assertThat(open).as("no socket is left").isEmpty();
            }
        }

        private Input input(Move move) {
            long link = Math.max(0, life.link() - move.staleness());
            return switch (move.kind()) {
                case 0 -> new Input.Start();
                case 1 -> new Input.Opened(link);
                case 2, 3 -> new Input.Welcomed(link, READ, "x", Duration.ofSeconds(30));
                case 4 -> new Input.Refused(link, move.reason(), "req", null);
                case 5 -> new Input.Refused(link, CloseReason.PAIRING_REQUIRED, "req", null);
                case 6 -> new Input.Lost(link, move.reason());
                case 7 -> new Input.ShutdownSaid(link, Duration.ofSeconds(2));
                case 8 -> new Input.Stop();
                case 12 -> new Input.ShowOther(link);
                case 13 -> new Input.Renew(link);
                default -> new Input.Alarm(now.minusMillis(move.laterMs()));
            };
        }
    }

    @Property(tries = 3_000)
    void anySequence_whenPlayed_neverHoldsTwoSocketsAndEndsForGood(@ForAll("moves") List<Move> moves) {
        World world = new World();
        moves.forEach(world::make);
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        Arbitrary<Integer> kinds = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(8)),
                Tuple.of(60, Arbitraries.of(0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13)));
        return Combinators.combine(
                        kinds,
                        Arbitraries.of(0, 0, 0, 1, 2),
                        Arbitraries.of(CloseReason.class).filter(CloseReason::retryable),
                        Arbitraries.integers().between(0, 120_000),
                        Arbitraries.doubles().between(0, 0.99))
                .as(Move::new)
                .list()
                .ofMaxSize(60);
    }
}
