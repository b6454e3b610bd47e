package dev.missioncontrol.testkit.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What frames become on their way: the same text on the other side, or the end of the connection. */
abstract class FrameCases extends HandshakeCases {
    private static final String CHARACTERS = "aä–語🛰\u05d0";
    private static final String MARK = "must not arrive";

    @TestFactory
    Stream<DynamicTest> call_whenItsFragmentsSplitCharacters_reachesTheGatewayAsItWas() {
        return Stream.of(1, 2, 3, 5, 997, 70_001)
                .map(size -> dynamicTest("pieces of " + size, () -> {
                    String text = CHARACTERS.repeat(size < 10 ? 20 : 12_000);
                    try (WireClient client = shared().connected()) {
                        sendInPieces(client, Calls.health("pieces", text), size);
                        assertOk(client.message(Calls.answerTo("pieces")));
                    }
                    assertTrue(lastHealthCall().contains(text), "the gateway has got another text");
                }));
    }

    @Test
    void call_whenOneLongFrame_reachesTheGatewayAsItWas() throws IOException {
        String text = CHARACTERS.repeat(80_000);
        try (WireClient client = shared().connected()) {
            client.text(Calls.health("long", text));
            assertOk(client.message(Calls.answerTo("long")));
        }
        assertTrue(lastHealthCall().contains(text), "the gateway has got another text");
    }

    /** What comes from the gateway is cut between the bytes of a character before the relay sees it. */
    @TestFactory
    Stream<DynamicTest> event_whenItsPiecesSplitCharacters_arrivesAsItWas() {
        return Stream.of(1, 40, 30_000)
                .map(times -> dynamicTest(times + " times", () -> {
                    String text = CHARACTERS.repeat(times);
                    try (WireClient client = shared().connected()) {
                        shared().parts().gateway().emit("health", "{\"contract\":\"" + text + "\"}");
                        String event = client.message("contract");
                        assertTrue(event.contains("\"" + text + "\""), "the client has got another text");
                    }
                }));
    }

    @Test
    void ping_whenSentInTheMiddleOfAMessage_isAnsweredAtOnce() throws IOException {
        try (WireClient client = shared().connected()) {
            byte[] call = Calls.health("parted").getBytes(StandardCharsets.UTF_8);
            byte[] payload = {0, 1, 2, (byte) 0xff};
            client.send(Frame.TEXT, Arrays.copyOf(call, 20));
            client.send(Frame.FIN | Frame.PING, payload);
            assertArrayEquals(payload, pong(client).payload());
            client.send(Frame.FIN | Frame.CONTINUATION, Arrays.copyOfRange(call, 20, call.length));
            assertOk(client.message(Calls.answerTo("parted")));
        }
    }

    @Test
    void pong_whenNobodyAskedForIt_isPassedOver() throws IOException {
        try (WireClient client = shared().connected()) {
            client.send(Frame.FIN | Frame.PONG, new byte[] {7});
            client.text(Calls.health("after"));
            assertOk(client.message(Calls.answerTo("after")));
        }
    }

    @Test
    void binary_whenSent_endsTheConnectionAsTheRelaySays() throws IOException {
        try (WireClient client = shared().connected()) {
            client.send(Frame.FIN | Frame.BINARY, new byte[] {1, 2, 3});
            assertEquals(1008, client.closed().code());
        }
    }

    @TestFactory
    Stream<DynamicTest> frame_whenItBreaksTheProtocol_endsTheConnectionAndReachesNobody() {
        byte[] call = Calls.health("broken", MARK).getBytes(StandardCharsets.UTF_8);
        byte[] invalid = invalidUtf8(call);
        return Stream.of(
                broken("invalid UTF-8", client -> client.send(Frame.FIN | Frame.TEXT, invalid)),
                broken("no mask", client -> client.sendUnmasked(Frame.FIN | Frame.TEXT, call)),
                broken("compressed", client -> client.send(Frame.FIN | 0x40 | Frame.TEXT, call)),
                broken("unknown opcode", client -> client.send(Frame.FIN | 3, call)),
                broken("continuation of nothing", client -> client.send(Frame.FIN, call)),
                broken("text in a text", client -> {
                    client.send(Frame.TEXT, new byte[] {'{'});
                    client.send(Frame.FIN | Frame.TEXT, call);
                }),
                broken("ping in pieces", client -> client.send(Frame.PING, new byte[] {1})),
                broken("long ping", client -> client.send(Frame.FIN | Frame.PING, new byte[126])));
    }

    @Test
    void client_whenItCloses_isAnsweredAndItsSocketCloses() throws IOException {
        try (WireClient client = shared().connected()) {
            client.send(Frame.FIN | Frame.CLOSE, new byte[] {0x03, (byte) 0xe8});
            assertEquals(1000, client.closing().code());
            assertTrue(client.isGone(), "both close frames are through, and the socket is open");
        }
    }

    /** A mistake of one client. */
    @FunctionalInterface
    private interface Mistake {
        void make(WireClient client) throws IOException;
    }

    private DynamicTest broken(String name, Mistake mistake) {
        return dynamicTest(name, () -> {
            try (WireClient client = shared().connected()) {
                tryTo(mistake, client);
                assertNotEquals(1000, client.closing().code());
            }
            assertFalse(healthCalls().stream().anyMatch(call -> call.contains(MARK)), "the gateway has got it");
        });
    }

    /** A server may close before it has read all of it. */
    private static void tryTo(Mistake mistake, WireClient client) throws IOException {
        try {
            mistake.make(client);
        } catch (SocketException closedAlready) {
            assertTrue(client.isGone(), "what was sent breaks off, and the socket is open");
        }
    }

    private String lastHealthCall() {
        List<String> calls = healthCalls();
        return calls.isEmpty() ? "" : calls.get(calls.size() - 1);
    }

    private List<String> healthCalls() {
        return shared().parts().gateway().calls().stream()
                .filter(call -> call.method().equals("health"))
                .map(call -> call.paramsJson())
                .toList();
    }

    private static Frame pong(WireClient client) throws IOException {
        Frame frame = client.frame();
        while (frame.opcode() != Frame.PONG) {
            frame = client.frame();
        }
        return frame;
    }

    private static void sendInPieces(WireClient client, String text, int size) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += size) {
            int to = Math.min(bytes.length, from + size);
            int opcode = from == 0 ? Frame.TEXT : Frame.CONTINUATION;
            client.send(opcode | (to == bytes.length ? Frame.FIN : 0), Arrays.copyOfRange(bytes, from, to));
        }
    }

    /** Its mark is followed by half a character. */
    private static byte[] invalidUtf8(byte[] call) {
        byte[] invalid = call.clone();
        invalid[invalid.length - 4] = (byte) 0xc3;
        return invalid;
    }
}
