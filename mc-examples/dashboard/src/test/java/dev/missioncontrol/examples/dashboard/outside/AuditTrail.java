package dev.missioncontrol.examples.dashboard.outside;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The dashboard's audit log, as its administrator reads it. */
final class AuditTrail {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PAGE = 500;

    private final Person admin;

    AuditTrail(Person admin) {
        this.admin = admin;
    }

    /** The records of what this person did, oldest first. */
    List<JsonNode> of(String actor) {
        return all().stream()
                .filter(record -> record.path("actor").asText().equals(actor))
                .toList();
    }

    /** The same of one action. */
    List<JsonNode> of(String actor, String action) {
        return of(actor).stream()
                .filter(record -> record.path("action").asText().equals(action))
                .toList();
    }

    /** Waits until there are so many records of an action of this person, no fewer and no more. */
    List<JsonNode> await(String actor, String action, int count) {
        Patience.untilTrue(
                "not " + count + " records of " + action + " by " + actor,
                SOON,
                () -> of(actor, action).size() == count);
        return of(actor, action);
    }

    private List<JsonNode> all() {
        List<JsonNode> records = new ArrayList<>();
        long after = 0;
        for (JsonNode page = page(after); !page.isEmpty(); page = page(after)) {
            page.forEach(records::add);
            after = records.get(records.size() - 1).path("number").asLong();
        }
        return records;
    }

    private JsonNode page(long after) {
        try {
            return admin.get("/api/audit?after=" + after + "&limit=" + PAGE).path("records");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
