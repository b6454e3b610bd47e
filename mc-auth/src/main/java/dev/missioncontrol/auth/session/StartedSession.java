package dev.missioncontrol.auth.session;

import dev.missioncontrol.core.secret.Secret;

/**
 * A new session with the one copy of its token.
 *
 * @param token 64 hexadecimal digits for the cookie; only its SHA-256 is kept
 * @param session the session
 */
public record StartedSession(Secret token, Session session) {}
