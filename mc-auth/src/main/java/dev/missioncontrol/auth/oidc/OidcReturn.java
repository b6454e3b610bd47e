package dev.missioncontrol.auth.oidc;

import dev.missioncontrol.auth.ExternalSignIn;
import java.util.Objects;

/**
 * What came of the way back from the provider.
 *
 * @param result who is signed in, or why nobody is
 * @param landing the path to go on to, by {@link SameSiteHop}
 */
public record OidcReturn(ExternalSignIn result, String landing) {
    public OidcReturn {
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(landing, "landing");
    }
}
