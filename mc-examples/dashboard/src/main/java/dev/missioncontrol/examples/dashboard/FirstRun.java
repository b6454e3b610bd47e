package dev.missioncontrol.examples.dashboard;

import dev.missioncontrol.auth.BootstrapResult;
import dev.missioncontrol.auth.BootstrapSecret;
import dev.missioncontrol.auth.config.FirstAdmin;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import java.util.Optional;

/** Makes the administrator of a fresh installation. A demo spends the one-time secret itself; a product prints it. */
final class FirstRun {
    private static final int PASSWORD_BYTES = 9;

    private final BootstrapSecret bootstrap;
    private final Tokens tokens;

    FirstRun(BootstrapSecret bootstrap, Tokens tokens) {
        this.bootstrap = bootstrap;
        this.tokens = tokens;
    }

    /**
     * Makes the administrator, unless there is one.
     *
     * @return the password to be printed once, if it was made here
     * @throws IllegalArgumentException if name or password break a rule; the message says which
     */
    Optional<Secret> prepare(FirstAdmin admin) {
        Optional<Secret> secret = bootstrap.issue();
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        Secret password = admin.password().orElseGet(() -> tokens.hex(PASSWORD_BYTES));
        BootstrapResult result =
                bootstrap.redeem(secret.get(), admin.id(), admin.id().value(), password);
        if (!(result instanceof BootstrapResult.Made)) {
            throw new IllegalArgumentException(
                    "AUTH_USER or AUTH_PASS cannot be used: a name does not begin with a parenthesis, a password has 12"
                            + " characters or more");
        }
        return admin.password().isPresent() ? Optional.empty() : Optional.of(password);
    }
}
