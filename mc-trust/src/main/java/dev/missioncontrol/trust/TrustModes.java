package dev.missioncontrol.trust;

import dev.missioncontrol.trust.spi.TrustPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The policies an installation can be switched between while it runs, by name. The first one is in force until a
 * {@link ModeSwitch} says otherwise.
 *
 * <pre>{@code
 * TrustModes.startingWith("backend-owned", backendOwned(Role.VIEWER))
 *         .or("hardened", allOf(backendOwned(Role.VIEWER), perDevice()))
 * }</pre>
 *
 * <p>Immutable.
 */
public final class TrustModes {
    private final Map<String, TrustPolicy> policies;

    private TrustModes(Map<String, TrustPolicy> policies) {
        this.policies = policies;
    }

    /** One mode, in force from the beginning. */
    public static TrustModes startingWith(String name, TrustPolicy policy) {
        return new TrustModes(Map.of()).or(name, policy);
    }

    /**
     * These modes and one more.
     *
     * @throws IllegalArgumentException if the name is taken, empty, longer than 64 characters, or holds a control character
     */
    public TrustModes or(String name, TrustPolicy policy) {
        Objects.requireNonNull(policy, "policy");
        boolean fits = !name.isBlank() && name.length() <= 64 && name.chars().noneMatch(Character::isISOControl);
        if (!fits || policies.containsKey(name)) {
            throw new IllegalArgumentException("a mode has a name of its own, of 1 to 64 characters");
        }
        Map<String, TrustPolicy> more = new LinkedHashMap<>(policies);
        more.put(name, policy);
        return new TrustModes(more);
    }

    /** The names, in order. */
    public List<String> names() {
        return List.copyOf(policies.keySet());
    }

    Map<String, TrustPolicy> policies() {
        return policies;
    }
}
