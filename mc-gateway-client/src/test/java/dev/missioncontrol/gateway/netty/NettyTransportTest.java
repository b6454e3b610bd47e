package dev.missioncontrol.gateway.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.scripted.RecordingSink;
import dev.missioncontrol.gateway.scripted.ScriptedPeer;
import dev.missioncontrol.gateway.scripted.ScriptedServer;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import dev.missioncontrol.gateway.spi.GatewayTransportException;
import dev.missioncontrol.gateway.spi.GatewayTransportException.Kind;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NettyTransportTest {
    private final ScriptedServer server = new ScriptedServer();
    private final NettyTransport transport =
            NettyTransport.builder().patience(Duration.ofSeconds(5)).build();
    private final RecordingSink sink = new RecordingSink();

    @AfterEach
    void tearDown() {
        transport.close();
        server.close();
    }

    private GatewaySocket open() throws Exception {
        return open(Map.of());
    }

    private GatewaySocket open(Map<String, String> headers) throws Exception {
        return Objects.requireNonNull(transport
                .open(server.uri(), headers, sink)
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS));
    }

    private GatewayTransportException failure(URI address) {
        ExecutionException failed = catchThrowableOfType(
                ExecutionException.class,
                () -> transport
                        .open(address, Map.of(), sink)
                        .toCompletableFuture()
                        .get(5, TimeUnit.SECONDS));
        return (GatewayTransportException) Objects.requireNonNull(failed.getCause());
    }

    private static ByteBuffer utf8(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }

    @Test
    void upgrade_whenSent_hasNoOriginAndOffersNoExtension() throws Exception {
        open();
        HttpHeaders headers = server.upgrade();

        assertThat(headers.names().stream().map(String::toLowerCase))
                .doesNotContain("origin", "sec-websocket-extensions", "sec-websocket-protocol", "cookie");
    }

    @Test
    void upgrade_whenHeadersAreGiven_carriesThem() throws Exception {
        open(Map.of("Origin", "http://127.0.0.1:1", "x-openclaw-scopes", "operator.read"));
        HttpHeaders headers = server.upgrade();

        assertThat(headers.getAll("Origin")).containsExactly("http://127.0.0.1:1");
        assertThat(headers.get("x-openclaw-scopes")).isEqualTo("operator.read");
    }

    @Test
    void text_whenSentInPieces_arrivesWholeBothWays() throws Exception {
        GatewaySocket socket = open();
        ScriptedPeer peer = server.accept();
        socket.send(utf8("{\"a\":"), Part.CONTINUES);
        socket.send(utf8("\"ü\""), Part.CONTINUES);
        socket.send(utf8("}"), Part.ENDS);
        socket.send(utf8("next"), Part.ENDS);
        peer.sendInPieces("größer €", 2);
        peer.send("then");

        assertThat(peer.receive()).isEqualTo("{\"a\":\"ü\"}");
        assertThat(peer.receive()).isEqualTo("next");
        assertThat(sink.next()).isEqualTo("größer €");
        assertThat(sink.next()).isEqualTo("then");
    }

    @Test
    void messages_whenSentByManyThreads_allArrive() throws Exception {
        GatewaySocket socket = open();
        ScriptedPeer peer = server.accept();
        List<Thread> senders = IntStream.range(0, 4)
                .mapToObj(sender -> new Thread(() -> {
                    for (int i = 0; i < 500; i++) {
                        socket.send(utf8(sender + " " + i), Part.ENDS);
                    }
                }))
                .toList();
        senders.forEach(Thread::start);
        Set<String> received = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            received.add(peer.receive());
        }

        assertThat(received).hasSize(2_000);
    }

    @Test
    void ping_whenReceived_isAnswered() throws Exception {
        open();

        server.accept().ping();
    }

    @Test
    void binaryFrame_whenReceived_isAProtocolError() throws Exception {
        open();
        ScriptedPeer peer = server.accept();
        peer.sendBinary("{}");

        assertThat(peer.closeCode()).isEqualTo(1003);
        assertThat(sink.closeCode()).isEqualTo(1003);
        assertThat(sink.isEmpty()).isTrue();
    }

    @Test
    void close_whenThePeerCloses_carriesItsCode() throws Exception {
        open();
        server.accept().close(4001, "device removed");

        assertThat(sink.closeCode()).isEqualTo(4001);
    }

    @Test
    void close_whenThePeerVanishes_is1006() throws Exception {
        open();
        server.accept().vanish();

        assertThat(sink.closeCode()).isEqualTo(1006);
    }

    @Test
    void close_whenFromHere_reachesThePeerOnce() throws Exception {
        GatewaySocket socket = open();
        ScriptedPeer peer = server.accept();
        socket.close(4000, "x".repeat(500));
        socket.close(1000, "");

        assertThat(peer.closeCode()).isEqualTo(4000);
        assertThat(sink.closeCode()).isEqualTo(4000);
    }

    @Test
    void reading_whenPaused_deliversAfterItResumes() throws Exception {
        GatewaySocket socket = open();
        ScriptedPeer peer = server.accept();
        socket.pauseReading();
        peer.send("waiting");
        socket.send(utf8("still writing"), Part.ENDS);
        assertThat(peer.receive()).isEqualTo("still writing");
        socket.resumeReading();

        assertThat(sink.next()).isEqualTo("waiting");
    }

    @ParameterizedTest
    @CsvSource({"Sec-WebSocket-Extensions, permessage-deflate", "Sec-WebSocket-Protocol, chat"})
    void upgrade_whenAnsweredWithWhatNobodyOffered_isRefused(String header, String value) {
        server.answerNextWith(header, value);

        assertThat(failure(server.uri()).kind()).isEqualTo(Kind.HANDSHAKE);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 401, 403, 503})
    void upgrade_whenRefused_carriesTheStatusAndFollowsNothing(int status) throws Exception {
        server.refuseNext(status);
        GatewayTransportException failure = failure(server.uri());

        assertThat(failure.kind()).isEqualTo(Kind.HTTP_STATUS);
        assertThat(failure.httpStatus()).isEqualTo(OptionalInt.of(status));
        assertThat(server.isLeftAlone(50)).isTrue();
    }

    @Test
    void open_whenNobodyListens_isRefused() {
        server.close();

        assertThat(failure(URI.create("ws://127.0.0.1:1")).kind()).isEqualTo(Kind.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ws://10.0.0.1:1", "ws://localhost.evil.example:1", "ws://u:p@127.0.0.1:1", "http://127.0.0.1"})
    void open_whenTheAddressBreaksARule_isRefusedBeforeAnyPacket(String address) {
        assertThat(failure(URI.create(address)).kind()).isEqualTo(Kind.ADDRESS);
    }

    @Test
    void open_whenTheTransportIsClosed_isRefused() {
        transport.close();
        transport.close();

        assertThat(failure(server.uri()).kind()).isEqualTo(Kind.CLOSED);
    }

    @Test
    void transport_whenClosed_closesItsSockets() throws Exception {
        open();
        ScriptedPeer peer = server.accept();
        transport.close();

        assertThat(peer.closeCode()).isEqualTo(1001);
    }

    @Test
    void threads_whenRunning_areDaemons() throws Exception {
        open();

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("gateway-io"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }
}
