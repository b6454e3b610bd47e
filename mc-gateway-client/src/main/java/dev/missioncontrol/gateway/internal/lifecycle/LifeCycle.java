package dev.missioncontrol.gateway.internal.lifecycle;

import dev.missioncontrol.gateway.CloseReason;
import dev.missioncontrol.gateway.internal.lifecycle.Life.Attempting;
import dev.missioncontrol.gateway.internal.lifecycle.Life.Idle;
import dev.missioncontrol.gateway.internal.lifecycle.Life.Online;
import dev.missioncontrol.gateway.internal.lifecycle.Life.Over;
import dev.missioncontrol.gateway.internal.lifecycle.Life.Resting;
import dev.missioncontrol.gateway.internal.lifecycle.Life.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life cycle of a client: {@code (life, input, moment) -> (life, commands)}.
 *
 * @param approvalInterval how long to wait before asking again while approval is pending
 * @param restartSpread over how long clients come back to a gateway that restarted and cut them all at once
 */
public record LifeCycle(Duration approvalInterval, Duration restartSpread) {
    private static final int NORMAL = 1000;
    private static final int SILENT = 4000;

    /** The next step. Total: an input that does not fit the life changes nothing. */
    public Step step(Life life, Input input, Moment moment) {
        if (life instanceof Over) {
            return Step.to(life);
        }
        if (input instanceof Input.Stop) {
            return stop(life);
        }
        if (input instanceof Input.Start) {
            return life instanceof Idle ? open(1, 0, null) : Step.to(life);
        }
        if (input instanceof Input.Alarm alarm) {
            return alarm(life, alarm, moment);
        }
        if (life instanceof Attempting attempt) {
            return attempting(attempt, input, moment);
        }
        return life instanceof Online online ? online(online, input, moment) : Step.to(life);
    }

    private static Step stop(Life life) {
        Over over = new Over(life.link(), CloseReason.REQUESTED);
        boolean linked = life instanceof Attempting || life instanceof Online;
        return linked ? Step.to(over, new Command.Close(life.link(), NORMAL)) : Step.to(over);
    }

    private Step alarm(Life life, Input.Alarm alarm, Moment moment) {
        if (life instanceof Resting resting) {
            return isDue(resting.until(), moment)
                    ? open(resting.link() + 1, resting.failures(), null)
                    : Step.to(life, new Command.WakeAt(resting.until()));
        }
        if (life instanceof Waiting waiting) {
            return isDue(waiting.askAt(), moment)
                    ? open(waiting.link() + 1, 0, waiting.requestId())
                    : Step.to(life, new Command.WakeAt(waiting.askAt()));
        }
        return life instanceof Online online ? listen(online, alarm, moment) : Step.to(life);
    }

    private Step listen(Online online, Input.Alarm alarm, Moment moment) {
        Instant heard = alarm.lastHeard().isAfter(online.since()) ? alarm.lastHeard() : online.since();
        Instant deadline = heard.plus(online.tick().multipliedBy(2));
        if (!isDue(deadline, moment)) {
            return Step.to(online, new Command.WakeAt(deadline));
        }
        Resting resting = rest(online, CloseReason.SILENCE, moment);
        return Step.to(resting, new Command.Close(online.link(), SILENT), new Command.WakeAt(resting.until()));
    }

    private Step attempting(Attempting attempt, Input input, Moment moment) {
        if (input instanceof Input.Opened opened && opened.link() == attempt.link()) {
            return Step.to(new Attempting(attempt.link(), attempt.failures(), true, attempt.requestId()));
        }
        if (input instanceof Input.Welcomed hello && hello.link() == attempt.link()) {
            return welcome(attempt, hello, moment);
        }
        if (input instanceof Input.Refused refused && refused.link() == attempt.link()) {
            return refused(attempt, refused, moment);
        }
        if (input instanceof Input.ShowOther other && other.link() == attempt.link()) {
            return open(attempt.link() + 1, attempt.failures() + 1, attempt.requestId());
        }
        if (input instanceof Input.Lost lost && lost.link() == attempt.link()) {
            return lost.reason().retryable()
                    ? failed(attempt, lost.reason(), null, moment)
                    : Step.to(new Over(attempt.link(), lost.reason(), lost.detail()));
        }
        return Step.to(attempt);
    }

    private static Step welcome(Attempting attempt, Input.Welcomed hello, Moment moment) {
        Online online = new Online(
                attempt.link(),
                attempt.failures(),
                moment.now(),
                hello.access(),
                hello.serverVersion(),
                hello.tick(),
                null);
        return Step.to(online, new Command.WakeAt(moment.now().plus(hello.tick().multipliedBy(2))));
    }

    private Step refused(Attempting attempt, Input.Refused refused, Moment moment) {
        String requestId = refused.requestId();
        if (refused.reason() == CloseReason.PAIRING_REQUIRED && requestId != null) {
            Instant askAt = moment.now().plus(approvalInterval);
            return Step.to(new Waiting(attempt.link(), requestId, askAt), new Command.WakeAt(askAt));
        }
        return failed(attempt, refused.reason(), refused.retryAfter(), moment);
    }

    private static Step failed(Attempting attempt, CloseReason reason, @Nullable Duration retryAfter, Moment moment) {
        if (!reason.retryable()) {
            return Step.to(new Over(attempt.link(), reason));
        }
        int failures = attempt.failures() + 1;
        Duration delay =
                retryAfter == null ? Backoff.after(failures, moment.jitter()) : Backoff.told(retryAfter, reason);
        Instant until = moment.now().plus(delay);
        return Step.to(new Resting(attempt.link(), failures, until, reason), new Command.WakeAt(until));
    }

    private Step online(Online online, Input input, Moment moment) {
        if (input instanceof Input.ShutdownSaid said && said.link() == online.link()) {
            return Step.to(new Online(
                    online.link(),
                    online.failures(),
                    online.since(),
                    online.access(),
                    online.serverVersion(),
                    online.tick(),
                    said.restart()));
        }
        if (input instanceof Input.Renew renew && renew.link() == online.link()) {
            Step next = open(online.link() + 1, online.failures(), null);
            return new Step(
                    next.life(),
                    List.of(
                            new Command.Close(online.link(), NORMAL),
                            next.commands().get(0)));
        }
        if (input instanceof Input.Lost lost && lost.link() == online.link()) {
            if (!lost.reason().retryable()) {
                return Step.to(new Over(online.link(), lost.reason(), lost.detail()));
            }
            Resting resting = rest(online, lost.reason(), moment);
            return Step.to(resting, new Command.WakeAt(resting.until()));
        }
        return Step.to(online);
    }

    private Resting rest(Online online, CloseReason because, Moment moment) {
        boolean stable = !online.since().plus(Backoff.STABLE).isAfter(moment.now());
        int failures = (stable ? 0 : online.failures()) + 1;
        Duration restart = online.restart();
        if (restart == null && because != CloseReason.GATEWAY_RESTARTING) {
            Instant until = moment.now().plus(Backoff.after(failures, moment.jitter()));
            return new Resting(online.link(), failures, until, because);
        }
        return restAfterRestart(online, Math.max(failures, Backoff.failuresFor(restartSpread)), because, moment);
    }

    /** Everybody was cut at the same moment: the way back is spread wider, and stays so while the gateway is away. */
    private Resting restAfterRestart(Online online, int failures, CloseReason because, Moment moment) {
        Duration restart = online.restart();
        Duration away = restart == null ? Duration.ZERO : Backoff.clamped(restart);
        Duration delay = Duration.ofMillis((long) (restartSpread.toMillis() * moment.jitter()));
        return new Resting(online.link(), failures, moment.now().plus(away).plus(delay), because);
    }

    private static Step open(long link, int failures, @Nullable String requestId) {
        return Step.to(new Attempting(link, failures, false, requestId), new Command.Open(link));
    }

    private static boolean isDue(Instant at, Moment moment) {
        return !moment.now().isBefore(at);
    }
}
