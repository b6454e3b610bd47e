package dev.missioncontrol.auth.internal.oidc;

import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;

/**
 * A sign-in that was begun.
 *
 * @param browser the digest of the secret in the browser's cookie
 * @param nonce what the token must hold
 * @param verifier what the code is redeemed with (RFC 7636)
 * @param landing where to go afterwards
 */
public record PendingSignIn(Digest browser, Secret nonce, Secret verifier, String landing) {}
