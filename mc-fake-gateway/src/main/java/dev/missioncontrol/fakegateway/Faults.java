package dev.missioncontrol.fakegateway;

import dev.missioncontrol.fakegateway.internal.core.FaultPlan;
import dev.missioncontrol.fakegateway.internal.core.FaultPlan.HelloFault;
import dev.missioncontrol.fakegateway.internal.core.Lines;
import java.util.List;
import java.util.function.Consumer;

/** What a gateway can be made to do wrong. Faults that wait for something happen once; several queue up. */
public final class Faults {
    private final FakeGateway fake;

    Faults(FakeGateway fake) {
        this.fake = fake;
    }

    /** The next client that would get its hello gets a second challenge instead. */
    public void challengeAgain() {
        plan(plan -> plan.plan(HelloFault.SECOND_CHALLENGE));
    }

    /** The next client that would get its hello gets no answer. */
    public void ignoreConnect() {
        plan(plan -> plan.plan(HelloFault.SILENCE));
    }

    /** The next client that would get its hello gets a text that is no JSON. */
    public void malformHello() {
        plan(plan -> plan.plan(HelloFault.MALFORMED));
    }

    /** The next hello claims these scopes besides the granted ones. */
    public void claimScopes(String... scopes) {
        List<String> extra = List.of(scopes);
        plan(plan -> plan.planExtraScopes(extra));
    }

    /** The next call of this method gets no answer. */
    public void ignoreCall(String method) {
        plan(plan -> plan.planSilence(method));
    }

    /** Everybody who logged in gets this text at once: an answer to nothing, a malformed frame. */
    public void send(String text) {
        lines(lines -> lines.raw(text));
    }

    /** The numbers of events get a hole, as if one had been lost. */
    public void skipSequence() {
        lines(Lines::skipSequence);
    }

    /** All sockets end without a close frame. */
    public void cutSockets() {
        lines(Lines::cut);
    }

    private void plan(Consumer<FaultPlan> step) {
        fake.onLoop(() -> {
            step.accept(fake.plan());
            return true;
        });
    }

    private void lines(Consumer<Lines> step) {
        fake.onLoop(() -> {
            step.accept(fake.gateway().lines());
            return true;
        });
    }
}
