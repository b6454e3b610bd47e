package dev.missioncontrol.testkit.relay;

import dev.missioncontrol.auth.http.RequestGuard;
import java.util.Objects;

/**
 * What the web server has to see to by itself, before the relay.
 *
 * @param guard judges every request: hosts and origins
 * @param mostSockets how many clients may be connected at once
 */
public record MountRules(RequestGuard guard, int mostSockets) {
    public MountRules {
        Objects.requireNonNull(guard, "guard");
    }
}
