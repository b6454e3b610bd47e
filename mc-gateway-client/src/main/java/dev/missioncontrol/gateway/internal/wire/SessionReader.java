package dev.missioncontrol.gateway.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.gateway.SessionSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the answer of {@code sessions.list}. */
public final class SessionReader {
    private SessionReader() {}

    /** The conversations; empty if the answer has another shape. */
    public static Optional<List<SessionSummary>> sessions(String payloadJson) {
        try {
            JsonNode listed = StrictJson.tree(payloadJson).path("sessions");
            if (!listed.isArray()) {
                return Optional.empty();
            }
            List<SessionSummary> sessions = new ArrayList<>();
            for (JsonNode session : listed) {
                sessions.add(new SessionSummary(
                        StrictJson.text(session, "key"),
                        StrictJson.textOrNull(session, "sessionId"),
                        StrictJson.textOrNull(session, "agentId"),
                        StrictJson.textOrNull(session, "label"),
                        StrictJson.timeOrNull(session, "updatedAt")));
            }
            return Optional.of(sessions);
        } catch (MalformedFrameException wrong) {
            return Optional.empty();
        }
    }
}
