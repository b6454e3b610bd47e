package dev.missioncontrol.gateway.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.gateway.CloseReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every life with every input: where it leads and what is commanded, whole. */
class LifeCycleTableTest {
    private static final Instant T = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration TICK = Duration.ofSeconds(30);
    private static final Access READ = Access.operator(Scope.READ);
    private static final long LINK = 3;

    /**
     * A row for each input, a column for each life; {@code .} changes nothing and commands nothing. Commands follow the
     * next life: open, close with its code, wake.
     */
    private static final String TABLE = """
            input           | idle            | connecting      | proving         | asking          | online          | leaving         | resting         | due             | waiting         | askable         | over
            start           | connecting open | .               | .               | .               | .               | .               | .               | .               | .               | .               | .
            stop            | over            | over 1000       | over 1000       | over 1000       | over 1000       | over 1000       | over            | over            | over            | over            | .
            opened          | .               | proving         | .               | .               | .               | .               | .               | .               | .               | .               | .
            hello           | .               | online wake     | online wake     | online wake     | .               | .               | .               | .               | .               | .               | .
            refused         | .               | resting wake    | resting wake    | resting wake    | .               | .               | .               | .               | .               | .               | .
            refusedFor      | .               | resting wake    | resting wake    | resting wake    | .               | .               | .               | .               | .               | .               | .
            refusedForGood  | .               | over            | over            | over            | .               | .               | .               | .               | .               | .               | .
            notPaired       | .               | waiting wake    | waiting wake    | waiting wake    | .               | .               | .               | .               | .               | .               | .
            notPairedNoId   | .               | over            | over            | over            | .               | .               | .               | .               | .               | .               | .
            showOther       | .               | connecting open | connecting open | asking open     | .               | .               | .               | .               | .               | .               | .
            renew           | .               | .               | .               | .               | connecting 1000 open | connecting 1000 open | .       | .               | .               | .               | .
            lost            | .               | resting wake    | resting wake    | resting wake    | resting wake    | resting wake    | .               | .               | .               | .               | .
            lostForGood     | .               | over            | over            | over            | over            | over            | .               | .               | .               | .               | .
            shutdown        | .               | .               | .               | .               | online          | online          | .               | .               | .               | .               | .
            restartSaid     | .               | .               | .               | .               | leaving         | .               | .               | .               | .               | .               | .
            alarmHeard      | .               | .               | .               | .               | online wake     | leaving wake    | resting wake    | connecting open | waiting wake    | asking open     | .
            alarmSilent     | .               | .               | .               | .               | resting 4000 wake | resting 4000 wake | resting wake | connecting open | waiting wake    | asking open     | .
            """;

    private static final Map<String, Life> LIVES = lives();
    private static final Map<String, LongFunction<Input>> INPUTS = inputs();

    private final LifeCycle cycle = new LifeCycle(Duration.ofMinutes(1), Duration.ofSeconds(20));

    private static Map<String, Life> lives() {
        Map<String, Life> lives = new LinkedHashMap<>();
        lives.put("idle", new Life.Idle());
        lives.put("connecting", new Life.Attempting(LINK, 2, false, null));
        lives.put("proving", new Life.Attempting(LINK, 2, true, null));
        lives.put("asking", new Life.Attempting(LINK, 0, true, "req-1"));
        lives.put("online", online(null));
        lives.put("leaving", online(Duration.ofMillis(1_500)));
        lives.put("resting", new Life.Resting(LINK, 2, T.plusSeconds(61), CloseReason.UNREACHABLE));
        lives.put("due", new Life.Resting(LINK, 2, T.plusSeconds(60), CloseReason.UNREACHABLE));
        lives.put("waiting", new Life.Waiting(LINK, "req-1", T.plusSeconds(61)));
        lives.put("askable", new Life.Waiting(LINK, "req-1", T.plusSeconds(60)));
        lives.put("over", new Life.Over(LINK, CloseReason.UNKNOWN));
        return lives;
    }

    private static Life.Online online(@Nullable Duration restart) {
        return new Life.Online(LINK, 2, T, READ, "2026.9.6", TICK, restart);
    }

    /** All that can happen, for a link of this number. */
    private static Map<String, LongFunction<Input>> inputs() {
        Map<String, LongFunction<Input>> inputs = new LinkedHashMap<>();
        inputs.put("start", link -> new Input.Start());
        inputs.put("stop", link -> new Input.Stop());
        inputs.put("opened", Input.Opened::new);
        inputs.put("hello", link -> new Input.Welcomed(link, READ, "2026.9.6", TICK));
        inputs.put("refused", link -> refused(link, CloseReason.GATEWAY_STARTING, null, null));
        inputs.put("refusedFor", link -> refused(link, CloseReason.RATE_LIMITED, null, Duration.ofSeconds(5)));
        inputs.put("refusedForGood", link -> refused(link, CloseReason.TOKEN_REFUSED, null, Duration.ofSeconds(5)));
        inputs.put("notPaired", link -> refused(link, CloseReason.PAIRING_REQUIRED, "req-2", null));
        inputs.put("notPairedNoId", link -> refused(link, CloseReason.PAIRING_REQUIRED, null, null));
        inputs.put("showOther", Input.ShowOther::new);
        inputs.put("renew", Input.Renew::new);
        inputs.put("lost", link -> new Input.Lost(link, CloseReason.CONNECTION_LOST));
        inputs.put("lostForGood", link -> new Input.Lost(link, CloseReason.AUTHORITY_WITHDRAWN));
        inputs.put("shutdown", link -> new Input.ShutdownSaid(link, null));
        inputs.put("restartSaid", link -> new Input.ShutdownSaid(link, Duration.ofMillis(1_500)));
        inputs.put("alarmHeard", link -> new Input.Alarm(T.plusSeconds(1)));
        inputs.put("alarmSilent", link -> new Input.Alarm(T));
        return inputs;
    }

    private static Input refused(
            long link, CloseReason reason, @Nullable String requestId, @Nullable Duration retryAfter) {
        return new Input.Refused(link, reason, requestId, retryAfter);
    }

    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        List<String[]> rows =
                TABLE.lines().map(line -> line.strip().split("\\s*\\|\\s*", -1)).toList();
        String[] columns = rows.get(0);
        for (String[] row : rows.subList(1, rows.size())) {
            for (int column = 1; column < columns.length; column++) {
                cells.add(Arguments.of(columns[column], row[0], row[column]));
            }
        }
        return cells.stream();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void life_whenItMeetsAnInput_goesWhereTheTableSays(String life, String input, String expected) {
        Life before = life(life);
        Step step = step(before, input(input, LINK));

        if (expected.equals(".")) {
            assertThat(step).isEqualTo(Step.to(before));
        } else {
            assertThat(described(step)).isEqualTo(expected);
            checkCommands(before, step);
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void life_whenAnInputIsOfAnotherLink_staysAsItIs(String life, String input) {
        Life before = life(life);
        for (long other : new long[] {LINK - 1, LINK + 1, Long.MAX_VALUE}) {
            Input meant = input(input, other);
            if (!meant.equals(input(input, LINK))) {
                assertThat(step(before, meant)).as("link %d", other).isEqualTo(Step.to(before));
            }
        }
    }

    @Test
    void table_whenCounted_hasEveryLifeAndEveryInput() {
        assertThat(cells().map(cell -> cell.get()[0] + "/" + cell.get()[1]).collect(Collectors.toSet()))
                .hasSize(LIVES.size() * INPUTS.size());
        assertThat(types(LIVES.values())).containsExactlyInAnyOrderElementsOf(permitted(Life.class));
        assertThat(types(
                        INPUTS.values().stream().map(input -> input.apply(LINK)).toList()))
                .containsExactlyInAnyOrderElementsOf(permitted(Input.class));
    }

    @ParameterizedTest
    @EnumSource(CloseReason.class)
    void reason_whenALinkIsLostOrRefused_decidesWhetherItComesBack(CloseReason reason) {
        for (String life : List.of("connecting", "proving", "asking", "online", "leaving")) {
            assertThat(described(step(life(life), new Input.Lost(LINK, reason))))
                    .isEqualTo(reason.retryable() ? "resting wake" : "over");
        }
        assertThat(described(step(life("proving"), refused(LINK, reason, null, Duration.ofSeconds(5)))))
                .isEqualTo(reason.retryable() ? "resting wake" : "over");
    }

    private static Life life(String name) {
        return Objects.requireNonNull(LIVES.get(name), name);
    }

    private static Input input(String name, long link) {
        return Objects.requireNonNull(INPUTS.get(name), name).apply(link);
    }

    private Step step(Life life, Input input) {
        return cycle.step(life, input, new Moment(T.plusSeconds(60), 0.5));
    }

    /** The next life and the commands, by the words of the table. */
    private static String described(Step step) {
        StringBuilder text = new StringBuilder(name(step.life()));
        for (Command command : step.commands()) {
            text.append(' ');
            if (command instanceof Command.Open) {
                text.append("open");
            } else if (command instanceof Command.Close close) {
                text.append(close.code());
            } else {
                text.append("wake");
            }
        }
        return text.toString();
    }

    private static String name(Life life) {
        if (life instanceof Life.Attempting attempt) {
            return attempt.requestId() != null ? "asking" : attempt.proving() ? "proving" : "connecting";
        }
        if (life instanceof Life.Online online) {
            return online.restart() == null ? "online" : "leaving";
        }
        if (life instanceof Life.Resting) {
            return "resting";
        }
        return life instanceof Life.Waiting ? "waiting" : "over";
    }

    /** Closes the link that was, opens the one that is, wakes when the new life says. */
    private static void checkCommands(Life before, Step step) {
        for (Command command : step.commands()) {
            if (command instanceof Command.Close close) {
                assertThat(close.link()).isEqualTo(before.link());
            } else if (command instanceof Command.Open open) {
                assertThat(open.link())
                        .isEqualTo(before.link() + 1)
                        .isEqualTo(step.life().link());
            } else if (command instanceof Command.WakeAt wake) {
                assertThat(wake.at()).isEqualTo(due(step.life()));
            }
        }
    }

    private static Instant due(Life life) {
        if (life instanceof Life.Resting resting) {
            return resting.until();
        }
        if (life instanceof Life.Waiting waiting) {
            return waiting.askAt();
        }
        Life.Online online = (Life.Online) life;
        Instant heard = online.since().isAfter(T) ? online.since() : T.plusSeconds(1);
        return heard.plus(TICK.multipliedBy(2));
    }

    private static Set<Class<?>> types(Iterable<?> values) {
        Set<Class<?>> types = new HashSet<>();
        values.forEach(value -> types.add(value.getClass()));
        return types;
    }

    private static List<Class<?>> permitted(Class<?> sealed) {
        return Arrays.asList(sealed.getPermittedSubclasses());
    }
}
