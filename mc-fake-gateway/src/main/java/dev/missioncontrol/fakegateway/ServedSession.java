package dev.missioncontrol.fakegateway;

import java.time.Instant;

/**
 * A conversation that {@code sessions.list} shows from the start.
 *
 * @param key the session key, such as {@code agent:main:main}
 * @param label what people call it
 * @param updatedAt when something was last said in it
 */
public record ServedSession(String key, String label, Instant updatedAt) {}
