package dev.missioncontrol.testkit.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.trust.RevocationFeed;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What every mounting of the relay in a web server must do, asked over raw sockets: let in and refuse at the upgrade,
 * carry text of any cut in both directions, answer and send pings, end connections with the relay's close code, slow
 * down either side, and get rid of a client that does not read.
 *
 * <p>Extend it and mount the relay it gives you. It brings its own gateway, people and keys. The server must take a free
 * port on 127.0.0.1, judge each request by the guard before the handshake (403), answer what asks for no WebSocket with
 * 426, and refuse with 503 whom it has no place for. A run takes about a minute, because it waits for a ping and
 * for the end of a slow reader.
 */
public abstract class RelayContract extends EndCases {
    private static final long MIB = 1024 * 1024;
    private static final int LARGE = 25_000_000;
    private static final int UPLOAD = 8_000_000;

    /** How much may be on its way to one client that does not read, what the system's sockets hold included. */
    private static final long MOST_HELD = 12 * MIB;

    /** How much may reach the relay after it has asked for a pause. */
    private static final long MOST_AFTER_PAUSE = 2 * MIB;

    private static final Duration FAREWELL = Duration.ofSeconds(20);

    /** For the class that extends this one. */
    protected RelayContract() {}

    /**
     * Starts a server with this relay in it. Called several times; each server is closed before the class ends.
     *
     * @param relay what to mount; the contract closes it, before the server
     * @param rules what the server has to see to by itself
     */
    protected abstract Mounted mount(GatewayRelay relay, MountRules rules) throws Exception;

    @Override
    final Mounted mounted(GatewayRelay relay, MountRules rules) throws Exception {
        return mount(relay, rules);
    }

    @Test
    void reader_whenItPausesAndReadsOn_getsEveryByte() throws Exception {
        try (Stage stage = stage(10);
                WireClient client = stage.narrow()) {
            String large = large();
            assertTrue(flood(stage, large) < MOST_HELD, "the server does not hold the gateway back");
            assertEquals(large.hashCode(), client.message("large").hashCode());
            client.text(Calls.health("after"));
            assertOk(client.message(Calls.answerTo("after")));
        }
    }

    @Test
    void reader_whenItReadsNothing_costsLittleAndIsCut() throws Exception {
        try (Stage stage = stage(1);
                WireClient client = stage.narrow()) {
            long taken = flood(stage, large());
            assertTrue(taken < MOST_HELD, () -> taken / MIB + " MiB were taken from the gateway for it");
            Patience.until(
                    WireClient.PATIENCE,
                    "the relay keeps it",
                    () -> stage.parts().relay().clients().isEmpty());
            Patience.until(FAREWELL, "its place stays taken", () -> isLetIn(stage));
            Patience.until(FAREWELL, "its socket stays open", () -> !client.takesMore());
            assertTrue(client.isGone(), "its socket stays open");
        }
    }

    @Test
    void reader_whenItReadsNothingAndItsKeyIsRevoked_isCutWithinAHeartbeat() throws Exception {
        try (Stage stage = stage(1);
                WireClient client = stage.narrow()) {
            flood(stage, large());
            stage.parts().revokeAllKeys();
            Patience.until(RevocationFeed.HEARTBEAT, "it is not let go", () -> isLetIn(stage) && !client.takesMore());
        }
    }

    @Test
    void writer_whenTheGatewayIsSlow_isHeldBackAndLosesNothing() throws Exception {
        try (Stage stage = stage(10);
                WireClient client = stage.connected()) {
            long before = stage.meter().given();
            stage.meter().jam();
            String call = Calls.health("upload", "a".repeat(UPLOAD));
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(client, call));
            long given = Patience.whenStill(() -> stage.meter().given()) - before;
            assertTrue(given < MOST_AFTER_PAUSE, () -> given + " bytes came through a pause");
            stage.meter().clear();
            sent.get(WireClient.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertOk(client.message(Calls.answerTo("upload")));
            assertEquals(call.length(), stage.meter().given() - before);
        }
    }

    /** The last of all: the time until the first ping is spent on the other tests. */
    @Test
    @Order(Integer.MAX_VALUE)
    void client_whenItIsQuiet_isPingedAndStays() throws Exception {
        bystander().pinged().get(60, TimeUnit.SECONDS);
        assertFalse(
                bystander().ended().isDone(),
                () -> "it has ended: " + bystander().ended().join());
    }

    /** Lets the gateway send a large message; returns how much was taken of it when nothing more is. */
    private static long flood(Stage stage, String large) throws Exception {
        long before = stage.meter().taken();
        stage.parts().gateway().faults().send(large);
        Patience.until(WireClient.PATIENCE, "nothing comes", () -> stage.meter().taken() > before + MIB);
        return Patience.whenStill(() -> stage.meter().taken()) - before;
    }

    private static String large() {
        return "{\"type\":\"event\",\"event\":\"large\",\"payload\":\"" + "abcdefghijklmnopqrstuvwxy".repeat(LARGE / 25)
                + "\"}";
    }

    private static void send(WireClient client, String text) {
        try {
            client.text(text);
        } catch (IOException cut) {
            throw new AssertionError("the upload breaks off", cut);
        }
    }
}
