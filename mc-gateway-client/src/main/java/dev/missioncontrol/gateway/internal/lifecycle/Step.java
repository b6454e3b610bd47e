package dev.missioncontrol.gateway.internal.lifecycle;

import java.util.List;

/**
 * What one input leads to.
 *
 * @param life where the client stands then
 * @param commands what is to be done, in order
 */
public record Step(Life life, List<Command> commands) {
    public Step {
        commands = List.copyOf(commands);
    }

    static Step to(Life life, Command... commands) {
        return new Step(life, List.of(commands));
    }
}
