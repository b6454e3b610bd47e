package dev.missioncontrol.auth;

import dev.missioncontrol.core.secret.Secret;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody typed to sign in, not yet believed. Prints neither name nor password: people type the one into the
 * field of the other.
 */
public final class SignInAttempt {

    private final String username;
    private final Optional<Secret> password;
    private final Source source;

    private SignInAttempt(String username, Optional<Secret> password, Source source) {
        this.username = Objects.requireNonNull(username, "username");
        this.password = password;
        this.source = Objects.requireNonNull(source, "source");
    }

    /** Takes any two texts, empty ones too. */
    public static SignInAttempt of(String username, String password, Source source) {
        return new SignInAttempt(
                username, password.isEmpty() ? Optional.empty() : Optional.of(Secret.of(password)), source);
    }

    String username() {
        return username;
    }

    Optional<Secret> password() {
        return password;
    }

    Source source() {
        return source;
    }

    @Override
    public String toString() {
        return "SignInAttempt[***]";
    }
}
