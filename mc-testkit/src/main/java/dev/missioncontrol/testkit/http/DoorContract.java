package dev.missioncontrol.testkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.missioncontrol.auth.http.Door;
import dev.missioncontrol.auth.http.RequestGuard;
import dev.missioncontrol.auth.http.SecurityHeaders;
import dev.missioncontrol.auth.limit.Rate;
import dev.missioncontrol.auth.limit.RequestThrottle;
import dev.missioncontrol.auth.limit.Workload;
import dev.missioncontrol.core.net.HostAllowlist;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.core.secret.Tokens;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * What every adapter that puts a {@link Door} before a web server must do, attacked over raw sockets.
 *
 * <p>Behind the door the server answers, on any path but those below, {@code PAGE}, a blank, the nonce of the passage,
 * a blank, and the host of the passage. {@code POST /read} reads the whole body and answers {@code READ} and the count
 * of its bytes. {@code /broken} throws an unchecked exception whose text is {@code inner matters}. {@code /missing} is
 * answered as the server answers what is not there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
public abstract class DoorContract {

    private static final int LONGEST_BODY = 1_000;
    private static final String CLOSE = "Connection: close\r\n\r\n";
    private static final String POST = "POST /read HTTP/1.1\r\nHost: localhost\r\n";

    private DoorUnderTest plain = nowhere();
    private DoorUnderTest behindProxy = nowhere();
    private DoorUnderTest tls = nowhere();
    private DoorUnderTest limited = nowhere();

    /** For the class that extends this one. */
    protected DoorContract() {}

    /** What the server behind this adapter keeps to itself; nothing unless overridden. */
    protected Set<BlindSpot> blindSpots() {
        return Set.of();
    }

    /** Starts a server on a free port with this door before everything, serving what the class comment says. */
    protected abstract DoorUnderTest open(Door door) throws Exception;

    @BeforeAll
    void start() throws Exception {
        RequestGuard guard =
                RequestGuard.of(HostAllowlist.of("localhost", "app.example")).limitingBody(LONGEST_BODY);
        plain = open(door(guard));
        behindProxy = open(door(guard.behind(TrustedProxies.of("127.0.0.1"))));
        tls = open(door(guard.requiringTls()));
        Map<Workload, Rate> rates = Map.of(Workload.READ, Rate.perMinute(3), Workload.SOCKET, Rate.perMinute(2));
        limited = open(door(guard.behind(TrustedProxies.of("127.0.0.1")))
                .limiting(new RequestThrottle(rates, () -> 0), Map.of("/health", Workload.PROBE)));
    }

    @AfterAll
    void stop() {
        plain.close();
        behindProxy.close();
        tls.close();
        limited.close();
    }

    @Test
    void page_whenAskedForProperly_isServedWithItsHeaders() throws IOException {
        String answer = get(plain, "/page", "Host: localhost:" + plain.port());

        assertEquals(200, RawHttp.status(answer), answer);
        String[] words = RawHttp.body(answer).split("PAGE ", -1)[1].strip().split("[ \r\n]", -1);
        assertTrue(RawHttp.header(answer, "Content-Security-Policy").contains("'nonce-" + words[0] + "'"), answer);
        assertEquals("localhost:" + plain.port(), words[1]);
        assertGuarded(answer);
    }

    @Test
    void page_whenAskedForTwice_hasAnotherNonce() throws IOException {
        String first = RawHttp.header(get(plain, "/page", "Host: localhost"), "Content-Security-Policy");
        String second = RawHttp.header(get(plain, "/page", "Host: localhost"), "Content-Security-Policy");

        assertFalse(first.equals(second), first);
    }

    @Test
    void head_whenServedOrRefused_hasNoBody() throws IOException {
        String served = RawHttp.ask(plain.port(), "HEAD /page HTTP/1.1\r\nHost: localhost\r\n" + CLOSE);
        String refused = RawHttp.ask(plain.port(), "HEAD /page HTTP/1.1\r\nHost: evil.example\r\n" + CLOSE);

        assertEquals(200, RawHttp.status(served));
        assertEquals(403, RawHttp.status(refused));
        assertEquals("", RawHttp.body(served) + RawHttp.body(refused));
        assertGuarded(refused);
    }

    @Test
    void refusal_whenGivenByTheDoor_hasCodeTypeAndHeaders() throws IOException {
        String answer = get(plain, "/page", "Host: evil.example");

        assertEquals(403, RawHttp.status(answer));
        assertTrue(answer.contains("{\"error\":\"Forbidden\",\"code\":\"host_not_allowed\"}"), answer);
        assertTrue(RawHttp.header(answer, "Content-Type").startsWith("application/json"), answer);
        assertEquals("no-store", RawHttp.header(answer, "Cache-Control"));
        assertGuarded(answer);
    }

    @TestFactory
    Stream<DynamicTest> host_whenNotExactlyOneOfOurs_isRefused() {
        return DoorRows.HOSTS.stream().map(headers -> refused(plain, "GET /page HTTP/1.1\r\n" + headers + CLOSE));
    }

    @TestFactory
    Stream<DynamicTest> target_whenReadDifferentlyByOthers_isRefused() {
        return DoorRows.TARGETS.stream()
                .filter(target -> !(isBlind(BlindSpot.ABSOLUTE_FORM) && DoorRows.ABSOLUTE.contains(target)))
                .map(target -> refused(plain, "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + CLOSE));
    }

    @TestFactory
    Stream<DynamicTest> target_whenItIsOneOfOurs_isServed() {
        return DoorRows.GOOD_TARGETS.stream()
                .map(target -> dynamicTest(target, () -> {
                    String answer = get(plain, target, "Host: localhost");
                    assertEquals(200, RawHttp.status(answer), answer);
                }));
    }

    @TestFactory
    Stream<DynamicTest> method_whenNoRouteServesIt_isRefused() {
        return Stream.of("TRACE", "TRACK", "CONNECT", "trace")
                .map(method -> refused(plain, method + " /page HTTP/1.1\r\nHost: localhost\r\n" + CLOSE));
    }

    @TestFactory
    Stream<DynamicTest> framing_whenItCanBeReadInTwoWays_isRefusedAndNothingBehindItIsServed() {
        String smuggled = "0\r\n\r\nGET /page HTTP/1.1\r\nHost: localhost\r\n" + CLOSE;
        return DoorRows.FRAMINGS.stream()
                .filter(framing -> !isBlindTo(framing))
                .map(framing -> refused(plain, POST + framing + "\r\n" + smuggled));
    }

    /** The server reads the chunks, drops the length, and must close: what follows may be anybody's. */
    @TestFactory
    Stream<DynamicTest> framing_whenTheServerHidesOneOfTwoLengths_servesNothingBehindTheBody() {
        String smuggled = "0\r\n\r\nGET /page HTTP/1.1\r\nHost: localhost\r\n\r\n";
        return DoorRows.FRAMINGS.stream()
                .filter(this::isBlindTo)
                .map(framing -> dynamicTest(framing.replace("\r\n", " | "), () -> {
                    String answer = RawHttp.ask(plain.port(), POST + framing + "\r\n" + smuggled);
                    assertFalse(answer.contains("PAGE"), answer);
                }));
    }

    @TestFactory
    Stream<DynamicTest> header_whenItCanBeReadInTwoWays_isRefused() {
        return DoorRows.HEADERS.stream()
                .map(header -> refused(plain, "GET /page HTTP/1.1\r\nHost: localhost\r\n" + header + CLOSE));
    }

    @Test
    void connection_whenItsRequestWasRefused_isClosed() throws IOException {
        String good = "GET /page HTTP/1.1\r\nHost: localhost\r\n" + CLOSE;
        String answer = RawHttp.ask(plain.port(), "GET /page HTTP/1.1\r\nHost: evil.example\r\n\r\n" + good);

        assertEquals(403, RawHttp.status(answer), answer);
        assertFalse(answer.contains("PAGE"), answer);
    }

    @TestFactory
    Stream<DynamicTest> origin_whenForeign_changesNothingAndOpensNoSocket() {
        return Stream.of(
                        "Origin: http://evil.example",
                        "Origin: null",
                        "Origin: https://localhost",
                        "Origin: http://localhost:1",
                        "Origin: http://localhost\r\nOrigin: http://evil.example",
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Site: same-site",
                        "Cookie: mc-session=x")
                .flatMap(header -> Stream.of(
                        refused(plain, POST + "Content-Length: 0\r\n" + header + "\r\n" + CLOSE),
                        refused(plain, DoorRows.UPGRADE + header + "\r\n\r\n")));
    }

    @Test
    void post_whenFromOurOwnPage_isRead() throws IOException {
        String answer =
                RawHttp.ask(plain.port(), POST + "Origin: http://localhost\r\nContent-Length: 5\r\n" + CLOSE + "hello");

        assertEquals(200, RawHttp.status(answer), answer);
        assertTrue(answer.contains("READ 5"), answer);
    }

    @Test
    void body_whenAtTheLimit_isRead() throws IOException {
        String declared = "Content-Length: " + LONGEST_BODY + "\r\n" + CLOSE + "x".repeat(LONGEST_BODY);
        String chunked = "Transfer-Encoding: chunked\r\n" + CLOSE + chunks(LONGEST_BODY);

        assertTrue(RawHttp.ask(plain.port(), POST + declared).contains("READ " + LONGEST_BODY));
        assertTrue(RawHttp.ask(plain.port(), POST + chunked).contains("READ " + LONGEST_BODY));
    }

    @Test
    void body_whenBeyondTheLimit_isRefusedDeclaredOrNot() throws IOException {
        String declared = RawHttp.ask(plain.port(), POST + "Content-Length: 1001\r\n" + CLOSE + "x".repeat(1_001));
        String chunked = RawHttp.ask(plain.port(), POST + "Transfer-Encoding: chunked\r\n" + CLOSE + chunks(1_001));

        assertEquals(413, RawHttp.status(declared), declared);
        assertEquals(413, RawHttp.status(chunked), chunked);
        assertTrue(chunked.contains("\"code\":\"too_large\""), chunked);
        assertGuarded(chunked);
    }

    @TestFactory
    Stream<DynamicTest> body_whenBeyondTheLimitBesideAnUpgrade_isNotRead() {
        String chunked = POST + "Transfer-Encoding: chunked\r\n";
        return Stream.of("other/1", "h2c", "TLS/1.0")
                .map(protocol -> refused(plain, chunked + "Upgrade: " + protocol + "\r\n" + CLOSE + chunks(1_001)));
    }

    @Test
    void forwarding_whenAStrangerSendsIt_decidesNothing() throws IOException {
        String refused = get(plain, "/page", "Host: evil.example", "X-Forwarded-Host: localhost");
        String served = get(plain, "/page", "Host: localhost", "Forwarded: host=evil.example;proto=https");

        assertEquals(403, RawHttp.status(refused), refused);
        assertEquals(200, RawHttp.status(served), served);
        assertEquals("", RawHttp.header(served, "Strict-Transport-Security"));
    }

    @Test
    void forwarding_whenATrustedProxySaysIt_namesHostAndScheme() throws IOException {
        String old = get(
                behindProxy,
                "/page",
                "Host: backend",
                "X-Forwarded-For: 192.0.2.9",
                "X-Forwarded-Host: app.example",
                "X-Forwarded-Proto: https");
        String standard =
                get(behindProxy, "/page", "Host: backend", "Forwarded: for=192.0.2.9;host=app.example;proto=https");

        for (String answer : new String[] {old, standard}) {
            assertEquals(200, RawHttp.status(answer), answer);
            assertTrue(answer.contains(" app.example"), answer);
            assertTrue(RawHttp.header(answer, "Strict-Transport-Security").contains("max-age=31536000"), answer);
        }
    }

    @TestFactory
    Stream<DynamicTest> forwarding_whenItContradictsItself_isRefused() {
        return DoorRows.FORWARDINGS.stream()
                .map(headers -> refused(behindProxy, "GET /page HTTP/1.1\r\nHost: localhost\r\n" + headers + CLOSE));
    }

    @Test
    void limit_whenANetworkAsksTooMuch_makesThatOneWaitAndNobodyElse() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertEquals(200, RawHttp.status(from("192.0.2.9", "/page")));
        }

        String refused = from("192.0.2.9", "/page");

        assertEquals(429, RawHttp.status(refused), refused);
        assertEquals("20", RawHttp.header(refused, "Retry-After"), refused);
        assertTrue(refused.contains("\"code\":\"throttled\""), refused);
        assertFalse(refused.contains("PAGE"), refused);
        assertGuarded(refused);
        assertEquals(200, RawHttp.status(from("198.51.100.7", "/page")));
    }

    @Test
    void limit_whenThePagesShareIsUsedUp_leavesThoseOfHealthChecksAndSockets() throws IOException {
        for (int i = 0; i < 5; i++) {
            from("192.0.2.70", "/page");
        }
        String socket = DoorRows.UPGRADE + "X-Forwarded-For: 192.0.2.70\r\n\r\n";

        assertEquals(429, RawHttp.status(from("192.0.2.70", "/page")));
        assertEquals(200, RawHttp.status(from("192.0.2.70", "/health")));
        assertNotEquals(429, RawHttp.status(RawHttp.ask(limited.port(), socket)));
        assertNotEquals(429, RawHttp.status(RawHttp.ask(limited.port(), socket)));
        assertEquals(429, RawHttp.status(RawHttp.ask(limited.port(), socket)));
    }

    @Test
    void limit_whenAskedFromTheMachineItself_countsNothing() throws IOException {
        for (int i = 0; i < 10; i++) {
            assertEquals(200, RawHttp.status(get(limited, "/page", "Host: localhost")));
        }
    }

    @Test
    void tls_whenRequired_isAskedForExceptOnLoopback() throws IOException {
        String refused = get(tls, "/page", "Host: app.example");

        assertEquals(403, RawHttp.status(refused), refused);
        assertTrue(refused.contains("\"code\":\"tls_required\""), refused);
        assertEquals(200, RawHttp.status(get(tls, "/page", "Host: localhost")));
    }

    @Test
    void answer_whenARouteBreaksOrIsMissing_carriesTheHeadersAndNoInnerMatters() throws IOException {
        String broken = get(plain, "/broken", "Host: localhost");
        String missing = get(plain, "/missing", "Host: localhost");

        assertEquals(500, RawHttp.status(broken), broken);
        assertFalse(broken.contains("inner matters") || broken.contains("Exception"), broken);
        assertGuarded(broken);
        assertEquals(404, RawHttp.status(missing), missing);
        assertGuarded(missing);
    }

    private String from(String client, String target) throws IOException {
        return get(limited, target, "Host: localhost", "X-Forwarded-For: " + client);
    }

    private boolean isBlind(BlindSpot spot) {
        return blindSpots().contains(spot);
    }

    private boolean isBlindTo(String framing) {
        boolean both = framing.contains("Content-Length") && framing.contains("Transfer-Encoding: chunked");
        return both && isBlind(BlindSpot.LENGTH_BESIDE_CHUNKS);
    }

    private static Door door(RequestGuard guard) {
        SecurityHeaders headers = SecurityHeaders.standard().withStrictTransport(Duration.ofDays(365));
        return Door.of(guard, headers, new Tokens(new SecureRandom())).servingPages(path -> path.equals("/page"));
    }

    /** Refused is what did not reach the page, whether the door or the server before it said so. */
    private static DynamicTest refused(DoorUnderTest server, String request) {
        String name = request.replace("\r\n", " | ");
        return dynamicTest(name.substring(0, Math.min(name.length(), 150)), () -> {
            String answer = RawHttp.ask(server.port(), request);
            int status = RawHttp.status(answer);
            assertFalse(answer.contains("PAGE") || answer.contains("READ"), answer);
            assertTrue(status == 0 || (status >= 400 && status <= 599), answer);
        });
    }

    private static void assertGuarded(String answer) {
        assertEquals("nosniff", RawHttp.header(answer, "X-Content-Type-Options"), answer);
        assertEquals("DENY", RawHttp.header(answer, "X-Frame-Options"), answer);
        assertFalse(RawHttp.header(answer, "Content-Security-Policy").isEmpty(), answer);
        assertFalse(RawHttp.header(answer, "Referrer-Policy").isEmpty(), answer);
    }

    private static String get(DoorUnderTest server, String target, String... headers) throws IOException {
        String lines = String.join("\r\n", headers) + "\r\n";
        return RawHttp.ask(server.port(), "GET " + target + " HTTP/1.1\r\n" + lines + CLOSE);
    }

    private static String chunks(int bytes) {
        int half = bytes / 2;
        int rest = bytes - half;
        return Integer.toHexString(half) + "\r\n" + "x".repeat(half) + "\r\n" + Integer.toHexString(rest) + "\r\n"
                + "x".repeat(rest) + "\r\n0\r\n\r\n";
    }

    private static DoorUnderTest nowhere() {
        return new DoorUnderTest() {
            @Override
            public int port() {
                throw new IllegalStateException("not started");
            }

            @Override
            public void close() {}
        };
    }
}
