package dev.missioncontrol.auth.http;

import dev.missioncontrol.core.secret.Secret;

/** What a request's cookies say about its session. */
public sealed interface CookieReading {

    /** Exactly one session cookie of the right name, with the form of a token. Nothing is verified yet. */
    record Presented(Secret token) implements CookieReading {}

    /** No session cookie. */
    record Absent() implements CookieReading {}

    /** Two of one name, or a value that cannot be a token: treat as not signed in, and clear it. */
    record Malformed() implements CookieReading {}
}
