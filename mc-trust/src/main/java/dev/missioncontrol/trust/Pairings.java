package dev.missioncontrol.trust;

import java.util.Objects;

/**
 * What is known about the owners a request could rest on.
 *
 * @param device the proven device; {@link Pairing.Unpaired} without a proof
 * @param user the signed-in user; {@link Pairing.Unpaired} for an anonymous request
 * @param backend this backend
 */
public record Pairings(Pairing device, Pairing user, Pairing backend) {
    public Pairings {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(backend, "backend");
    }
}
