package dev.missioncontrol.auth;

/** What came of spending the bootstrap secret. */
public sealed interface BootstrapResult {

    /** The first admin exists; the secret is dead. */
    record Made(User admin) implements BootstrapResult {}

    /** Wrong or spent secret, or an admin exists already: HTTP 403. Nobody is told which. */
    record Refused() implements BootstrapResult {}

    /** The secret is right and still good, but the account could not be made like this. */
    record NotLikeThis(UserChange change) implements BootstrapResult {}
}
