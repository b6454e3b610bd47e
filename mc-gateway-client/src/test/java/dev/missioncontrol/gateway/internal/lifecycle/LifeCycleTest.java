package dev.missioncontrol.gateway.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.gateway.CloseReason;
import dev.missioncontrol.gateway.GatewayState;
import dev.missioncontrol.gateway.internal.lifecycle.Life.Attempting;
import dev.missioncontrol.gateway.internal.lifecycle.Life.Idle;
import dev.missioncontrol.gateway.internal.lifecycle.Life.Online;
import dev.missioncontrol.gateway.internal.lifecycle.Life.Over;
import dev.missioncontrol.gateway.internal.lifecycle.Life.Resting;
import dev.missioncontrol.gateway.internal.lifecycle.Life.Waiting;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LifeCycleTest {
    private static final Instant T = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration TICK = Duration.ofSeconds(30);
    private static final Access READ = Access.operator(Scope.READ);

    private final LifeCycle cycle = new LifeCycle(Duration.ofMinutes(1), Duration.ofSeconds(20));

    private Step step(Life life, Input input, Instant now) {
        return cycle.step(life, input, new Moment(now, 0.5));
    }

    private static Attempting attempt(long link, int failures) {
        return new Attempting(link, failures, true, null);
    }

    private static Online online(int failures) {
        return new Online(3, failures, T, READ, "2026.9.6", TICK, null);
    }

    private static Input.Welcomed hello(long link) {
        return new Input.Welcomed(link, READ, "2026.9.6", TICK);
    }

    @Test
    void start_whenIdle_opensTheFirstLink() {
        Step step = step(new Idle(), new Input.Start(), T);

        assertThat(step.life()).isEqualTo(new Attempting(1, 0, false, null));
        assertThat(step.commands()).containsExactly(new Command.Open(1));
        assertThat(step.life().shown()).isEqualTo(new GatewayState.Connecting());
    }

    @Test
    void start_whenStartedBefore_changesNothing() {
        assertThat(step(online(0), new Input.Start(), T)).isEqualTo(Step.to(online(0)));
    }

    @Test
    void opened_whenConnecting_isProving() {
        Step step = step(new Attempting(1, 0, false, null), new Input.Opened(1), T);

        assertThat(step.life().shown()).isEqualTo(new GatewayState.Proving());
        assertThat(step.commands()).isEmpty();
    }

    @Test
    void hello_whenProving_isReadyAndWatchesTheTicks() {
        Step step = step(attempt(3, 0), hello(3), T);

        assertThat(step.life().shown()).isEqualTo(new GatewayState.Ready(READ, "2026.9.6"));
        assertThat(step.commands()).containsExactly(new Command.WakeAt(T.plusSeconds(60)));
    }

    @Test
    void hello_whenOfAnotherLink_changesNothing() {
        assertThat(step(attempt(3, 0), hello(2), T)).isEqualTo(Step.to(attempt(3, 0)));
    }

    @Test
    void refusal_whenPairingIsRequired_waitsWithTheRequestIdAndAsksAgainLater() {
        Step asked = step(attempt(1, 0), new Input.Refused(1, CloseReason.PAIRING_REQUIRED, "req-1", null), T);
        Step again = step(asked.life(), new Input.Alarm(Instant.MIN), T.plusSeconds(60));

        assertThat(asked.life().shown()).isEqualTo(new GatewayState.WaitingForApproval("req-1"));
        assertThat(asked.commands()).containsExactly(new Command.WakeAt(T.plusSeconds(60)));
        assertThat(again.life().shown()).isEqualTo(new GatewayState.WaitingForApproval("req-1"));
        assertThat(again.commands()).containsExactly(new Command.Open(2));
    }

    @Test
    void refusal_whenPairingIsRequiredWithoutRequestId_closes() {
        Step step = step(attempt(1, 0), new Input.Refused(1, CloseReason.PAIRING_REQUIRED, null, null), T);

        assertThat(step.life()).isEqualTo(new Over(1, CloseReason.PAIRING_REQUIRED));
    }

    @Test
    void approval_whenGiven_endsTheWaiting() {
        Step step = step(new Attempting(4, 0, true, "req-1"), hello(4), T);

        assertThat(step.life().shown()).isInstanceOf(GatewayState.Ready.class);
    }

    @Test
    void waiting_whenTheGatewayIsGone_saysSo() {
        Step step = step(new Attempting(4, 0, false, "req-1"), new Input.Lost(4, CloseReason.UNREACHABLE), T);

        assertThat(step.life().shown())
                .isEqualTo(new GatewayState.BackingOff(T.plusMillis(500), CloseReason.UNREACHABLE));
    }

    @ParameterizedTest
    @CsvSource({"0, 500", "1, 1000", "2, 2000", "3, 4000", "4, 8000", "5, 15000", "6, 15000", "1000, 15000"})
    void backOff_whenFailuresGrow_doublesItsWindowUpToThirtySeconds(int failures, long expectedMs) {
        Step step = step(attempt(7, failures), new Input.Lost(7, CloseReason.UNREACHABLE), T);

        assertThat(step.life())
                .isEqualTo(new Resting(7, failures + 1, T.plusMillis(expectedMs), CloseReason.UNREACHABLE));
        assertThat(step.commands()).containsExactly(new Command.WakeAt(T.plusMillis(expectedMs)));
    }

    @ParameterizedTest
    @CsvSource({"500, 500", "0, 250", "-5, 250", "1000000000000, 60000", "60000, 60000"})
    void backOff_whenTheGatewaySaysHowLong_obeysWithinBounds(long toldMs, long expectedMs) {
        Input refused = new Input.Refused(7, CloseReason.GATEWAY_STARTING, null, Duration.ofMillis(toldMs));

        assertThat(step(attempt(7, 3), refused, T).life())
                .isEqualTo(new Resting(7, 4, T.plusMillis(expectedMs), CloseReason.GATEWAY_STARTING));
    }

    @Test
    void alarm_whenTheRestIsOver_opensTheNextLink() {
        Resting resting = new Resting(7, 4, T, CloseReason.CONNECTION_LOST);

        assertThat(step(resting, new Input.Alarm(Instant.MIN), T))
                .isEqualTo(Step.to(new Attempting(8, 4, false, null), new Command.Open(8)));
        assertThat(step(resting, new Input.Alarm(Instant.MIN), T.minusNanos(1)))
                .isEqualTo(Step.to(resting, new Command.WakeAt(T)));
    }

    @Test
    void loss_whenTheConnectionWasStable_forgetsEarlierFailures() {
        Step step = step(online(9), new Input.Lost(3, CloseReason.CONNECTION_LOST), T.plusSeconds(60));

        assertThat(step.life()).isInstanceOf(Resting.class);
        assertThat(((Resting) step.life()).failures()).isEqualTo(1);
    }

    @Test
    void loss_whenTheConnectionWasShort_countsOn() {
        Step step = step(online(9), new Input.Lost(3, CloseReason.CONNECTION_LOST), T.plusSeconds(59));

        assertThat(((Resting) step.life()).failures()).isEqualTo(10);
    }

    @Test
    void silence_whenTwoTicksLong_closesWith4000AndComesBack() {
        Step heard = step(online(0), new Input.Alarm(T.plusSeconds(10)), T.plusSeconds(60));
        Step silent = step(online(0), new Input.Alarm(T.plusSeconds(10)), T.plusSeconds(70));

        assertThat(heard).isEqualTo(Step.to(online(0), new Command.WakeAt(T.plusSeconds(70))));
        assertThat(silent.life().shown()).isInstanceOf(GatewayState.BackingOff.class);
        assertThat(silent.commands())
                .containsExactly(
                        new Command.Close(3, 4000),
                        new Command.WakeAt(T.plusSeconds(70).plusMillis(500)));
    }

    @Test
    void shutdown_whenARestartIsAnnounced_waitsForIt() {
        Step said = step(online(0), new Input.ShutdownSaid(3, Duration.ofMillis(1_500)), T);
        Step gone = step(said.life(), new Input.Lost(3, CloseReason.GATEWAY_RESTARTING), T);

        assertThat(said.life().shown()).isEqualTo(online(0).shown());
        assertThat(gone.life().shown())
                .isEqualTo(new GatewayState.BackingOff(T.plusMillis(11_500), CloseReason.GATEWAY_RESTARTING));
    }

    @ParameterizedTest
    @EnumSource(
            value = CloseReason.class,
            names = {"AUTHORITY_WITHDRAWN", "DEVICE_TOKEN_REFUSED", "TOKEN_REFUSED", "UNKNOWN", "PROTOCOL_MISMATCH"})
    void loss_whenItCannotHeal_closesForGood(CloseReason reason) {
        assertThat(step(online(0), new Input.Lost(3, reason), T).life()).isEqualTo(new Over(3, reason));
        assertThat(step(attempt(3, 0), new Input.Refused(3, reason, null, Duration.ZERO), T))
                .isEqualTo(Step.to(new Over(3, reason)));
    }

    @Test
    void restart_whenItTakesLong_keepsTheWayBackWide() {
        Life gone = step(online(0), new Input.Lost(3, CloseReason.GATEWAY_RESTARTING), T)
                .life();
        Life trying =
                step(gone, new Input.Alarm(Instant.MIN), T.plusSeconds(10)).life();
        Life failed = step(trying, new Input.Lost(4, CloseReason.UNREACHABLE), T.plusSeconds(10))
                .life();

        assertThat(gone).isEqualTo(new Resting(3, 6, T.plusSeconds(10), CloseReason.GATEWAY_RESTARTING));
        assertThat(failed).isEqualTo(new Resting(4, 7, T.plusSeconds(25), CloseReason.UNREACHABLE));
    }

    @ParameterizedTest
    @CsvSource({"600000, 600000", "900000, 900000", "3600000, 900000", "0, 250"})
    void lockout_whenTheGatewaySaysHowLong_isWaitedForUpToFifteenMinutes(long toldMs, long expectedMs) {
        Input refused = new Input.Refused(7, CloseReason.RATE_LIMITED, null, Duration.ofMillis(toldMs));

        assertThat(step(attempt(7, 0), refused, T).life())
                .isEqualTo(new Resting(7, 1, T.plusMillis(expectedMs), CloseReason.RATE_LIMITED));
    }

    @Test
    void other_whenToBeShown_opensTheNextLinkAtOnce() {
        assertThat(step(attempt(3, 1), new Input.ShowOther(3), T))
                .isEqualTo(Step.to(new Attempting(4, 2, false, null), new Command.Open(4)));
        assertThat(step(attempt(3, 1), new Input.ShowOther(2), T)).isEqualTo(Step.to(attempt(3, 1)));
        assertThat(step(online(0), new Input.ShowOther(3), T)).isEqualTo(Step.to(online(0)));
    }

    @Test
    void connection_whenToBeRenewed_isClosedAndOpenedAtOnce() {
        assertThat(step(online(2), new Input.Renew(3), T))
                .isEqualTo(Step.to(new Attempting(4, 2, false, null), new Command.Close(3, 1000), new Command.Open(4)));
        assertThat(step(online(2), new Input.Renew(2), T)).isEqualTo(Step.to(online(2)));
    }

    @Test
    void loss_whenThereIsMoreToSay_keepsItForPeople() {
        Input lost = new Input.Lost(3, CloseReason.PIN_MISMATCH, "pinned a, presented b");

        assertThat(step(attempt(3, 0), lost, T).life().shown())
                .isEqualTo(new GatewayState.Closed(CloseReason.PIN_MISMATCH, "pinned a, presented b"));
    }

    @Test
    void stop_whenLinked_closesTheLink() {
        assertThat(step(online(0), new Input.Stop(), T))
                .isEqualTo(Step.to(new Over(3, CloseReason.REQUESTED), new Command.Close(3, 1000)));
        assertThat(step(attempt(3, 0), new Input.Stop(), T).commands()).containsExactly(new Command.Close(3, 1000));
    }

    @Test
    void stop_whenNotLinked_closesNothing() {
        assertThat(step(new Idle(), new Input.Stop(), T).commands()).isEmpty();
        assertThat(step(new Waiting(2, "req-1", T), new Input.Stop(), T).commands())
                .isEmpty();
    }
}
