package dev.missioncontrol.testkit.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.missioncontrol.auth.apikey.KeyCreation;
import dev.missioncontrol.auth.session.StartedSession;
import dev.missioncontrol.trust.RevocationFeed;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How connections end, from either side. */
abstract class EndCases extends FrameCases {
    private static final Duration FAREWELL = Duration.ofSeconds(25);

    @Test
    void session_whenEnded_closesItsSocketWithinAHeartbeatAndNoOther() throws IOException {
        StartedSession session = shared().parts().signIn();
        try (WireClient client = signedIn(session)) {
            long from = System.nanoTime();
            shared().parts().signOut(session);
            assertEquals(4001, client.closing().code());
            assertWithinHeartbeat(from);
        }
        assertFalse(
                bystander().ended().isDone(),
                () -> "another client has ended: " + bystander().ended().join());
    }

    @Test
    void key_whenRevoked_closesItsSocketWithinAHeartbeat() throws IOException {
        KeyCreation.Created key = shared().parts().key();
        try (WireClient client = WireClient.open(shared().address())) {
            client.message("connect.challenge");
            client.text(Calls.connect(key.text()));
            assertOk(client.message(Calls.answerTo("c")));
            long from = System.nanoTime();
            shared().parts().revoke(key.key());
            assertEquals(4001, client.closed().code());
            assertWithinHeartbeat(from);
        }
    }

    @Test
    void client_whenItDoesNotAnswerTheCloseFrame_isCut() throws IOException {
        StartedSession session = shared().parts().signIn();
        try (WireClient client = signedIn(session)) {
            shared().parts().signOut(session);
            assertEquals(4001, client.closing().code());
            long from = System.nanoTime();
            assertTrue(client.isGone(), "the socket stays open");
            assertTrue(System.nanoTime() - from < FAREWELL.toNanos(), "the socket stays open for long");
        }
    }

    @Test
    void client_whenItIsCutOrDropsItsSocket_isLetGoAtTheGateway() throws Exception {
        int before = shared().atTheGateway();
        WireClient cut = shared().connected();
        WireClient dropped = shared().connected();
        assertEquals(before + 2, shared().atTheGateway());
        cut.vanish();
        dropped.close();
        Patience.until(WireClient.PATIENCE, "the gateway still has them", () -> shared().atTheGateway() <= before);
    }

    @Test
    void backend_whenTheGatewayWithdrawsIt_tellsClientsToComeBackLater() throws Exception {
        try (Stage stage = stage(10);
                WireClient client = stage.connected()) {
            stage.parts().withdrawBackend();
            assertEquals(1013, client.closed().code());
            try (WireClient late = WireClient.open(stage.address())) {
                late.message("connect.challenge");
                late.text(Calls.connect(stage.parts().key().text()));
                assertTrue(late.message(Calls.answerTo("c")).contains("UNAVAILABLE"));
                assertEquals(1013, late.closed().code());
            }
        }
    }

    @Test
    void relay_whenItDrains_closesWithServiceRestart() throws Exception {
        try (Stage stage = stage(10);
                WireClient client = stage.connected()) {
            stage.parts().relay().drain(Duration.ofSeconds(30));
            assertEquals(new Frame.Closed(1012, "service restart"), client.closed());
        }
    }

    @Test
    void relay_whenItCloses_closesWithServiceRestart() throws Exception {
        try (Stage stage = stage(10);
                WireClient client = stage.connected()) {
            stage.parts().relay().close();
            assertEquals(new Frame.Closed(1012, "service restart"), client.closed());
        }
    }

    private WireClient signedIn(StartedSession session) throws IOException {
        WireClient client = WireClient.open(shared().address(), cookie(session), "Origin: " + shared().origin());
        client.message("connect.challenge");
        client.text(Calls.connect());
        assertOk(client.message(Calls.answerTo("c")));
        return client;
    }

    private static void assertWithinHeartbeat(long from) {
        long took = System.nanoTime() - from;
        assertTrue(took < RevocationFeed.HEARTBEAT.toNanos(), () -> "it took " + Duration.ofNanos(took));
    }
}
