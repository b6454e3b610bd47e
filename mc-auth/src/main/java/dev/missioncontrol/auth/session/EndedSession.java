package dev.missioncontrol.auth.session;

import dev.missioncontrol.auth.Actor;

/**
 * A session that has just ended.
 *
 * @param session the session as it was
 * @param by who ended it
 * @param why for what reason
 */
public record EndedSession(Session session, Actor by, SessionEnd why) {}
