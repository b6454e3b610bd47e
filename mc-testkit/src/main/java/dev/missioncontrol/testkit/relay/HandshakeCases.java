package dev.missioncontrol.testkit.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.missioncontrol.auth.session.StartedSession;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Who gets in, and how those who do not are told. */
abstract class HandshakeCases extends Staging {
    private static final int FEW = 2;

    @Test
    void key_whenGood_letsItsHolderCallTheGateway() throws IOException {
        try (WireClient client = shared().connected()) {
            for (int i = 0; i < 20; i++) {
                client.text(Calls.health("k" + i));
            }
            for (int i = 0; i < 20; i++) {
                assertOk(client.message(Calls.answerTo("k" + i)));
            }
        }
    }

    @Test
    void key_whenWrong_isToldWhyBeforeTheSocketCloses() throws IOException {
        try (WireClient client = WireClient.open(shared().address())) {
            client.message("connect.challenge");
            client.text(Calls.connect("mck_wrong"));
            assertTrue(client.message(Calls.answerTo("c")).contains("AUTH_TOKEN_MISMATCH"));
            Frame.Closed closed = client.closed();
            assertEquals(1008, closed.code());
            assertTrue(closed.reason().startsWith("unauthorized"), closed::reason);
        }
    }

    @Test
    void cookie_whenTheOriginIsOurs_letsItsHolderCallTheGateway() throws IOException {
        StartedSession session = shared().parts().signIn();
        try (WireClient client = WireClient.open(shared().address(), cookie(session), "Origin: " + shared().origin())) {
            client.message("connect.challenge");
            client.text(Calls.connect());
            assertOk(client.message(Calls.answerTo("c")));
            client.text(Calls.health("h"));
            assertOk(client.message(Calls.answerTo("h")));
        }
    }

    @Test
    void upgrade_whenItsOriginOrHostIsForeign_isRefused() throws IOException {
        StartedSession session = shared().parts().signIn();
        assertRefused(403, cookie(session), "Origin: http://evil.example");
        assertRefused(403, "Origin: http://evil.example");
        assertRefused(403, cookie(session));
    }

    @Test
    void request_whenItAsksForNoUpgrade_isToldWhatIsMissing() throws IOException {
        try (WireClient client = WireClient.get(shared().address())) {
            assertEquals(426, client.status(), client::answer);
            assertTrue(client.answer().toLowerCase(Locale.ROOT).contains("\r\nupgrade: websocket\r\n"), client::answer);
        }
    }

    @Test
    void compression_whenOffered_isNotNegotiated() throws IOException {
        String offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";
        try (WireClient client = WireClient.open(shared().address(), offer)) {
            assertFalse(client.answer().toLowerCase(Locale.ROOT).contains("sec-websocket-extensions"), client::answer);
            assertTrue(client.message().contains("connect.challenge"));
        }
    }

    @Test
    void upgrade_whenTheServerIsFull_isRefusedUntilSomebodyLeaves() throws Exception {
        try (Stage stage = stage(FEW);
                WireClient first = stage.connected();
                WireClient second = stage.connected()) {
            try (WireClient third = WireClient.ask(stage.address())) {
                assertEquals(503, third.status(), third::answer);
            }
            second.text(Calls.health("h"));
            assertOk(second.message(Calls.answerTo("h")));
            first.vanish();
            Patience.until(WireClient.PATIENCE, "a place was left, and nobody gets it", () -> isLetIn(stage));
        }
    }

    static void assertOk(String answer) {
        assertTrue(answer.contains("\"ok\":true"), answer);
    }

    static String cookie(StartedSession session) {
        return "Cookie: mc-session=" + session.token().reveal();
    }

    static boolean isLetIn(Stage stage) throws IOException {
        try (WireClient client = WireClient.ask(stage.address())) {
            return client.status() == 101;
        }
    }

    private void assertRefused(int status, String... lines) throws IOException {
        try (WireClient client = WireClient.ask(shared().address(), lines)) {
            assertEquals(status, client.status(), client::answer);
        }
    }
}
