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
    private final Optional<Secret> replaced;

    private SignInAttempt(String username, Optional<Secret> password, Source source, Optional<Secret> replaced) {
        this.username = Objects.requireNonNull(username, "username");
        this.password = password;
        this.source = Objects.requireNonNull(source, "source");
        this.replaced = replaced;
    }

    /** Takes any two texts, empty ones too. */
    public static SignInAttempt of(String username, String password, Source source) {
        return new SignInAttempt(
                username,
                password.isEmpty() ? Optional.empty() : Optional.of(Secret.of(password)),
                source,
                Optional.empty());
    }

    /**
     * A copy from a browser that presented this session token already. If the sign-in succeeds, that session ends,
     * whosever it is: nobody goes on with a cookie that was there before.
     */
    public SignInAttempt replacing(Secret token) {
        return new SignInAttempt(username, password, source, Optional.of(token));
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

    Optional<Secret> replaced() {
        return replaced;
    }

    @Override
    public String toString() {
        return "SignInAttempt[***]";
    }
}
