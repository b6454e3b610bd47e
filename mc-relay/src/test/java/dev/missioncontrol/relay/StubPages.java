package dev.missioncontrol.relay;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The HTTP side of a gateway: remembers what it was asked. */
final class StubPages implements AutoCloseable {
    static final String POLICY = "default-src 'self'; script-src 'self' 'sha256-abc'";
    static final int LONG = 48 * 1024 * 1024;

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicLong written = new AtomicLong();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch holding = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** What came in, with header names in lower case. */
    record Asked(String method, String target, Map<String, List<String>> headers) {}

    StubPages() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI endpoint() {
        return URI.create("ws://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Asked> asked() {
        return asked;
    }

    /** How much of long answers has left so far. */
    long written() {
        return written.get();
    }

    /** Waits until an answer is held. */
    void awaitHolding() throws InterruptedException {
        if (!holding.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing is held");
        }
    }

    /** Lets the held answers go. */
    void release() {
        held.countDown();
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        asked.add(
                new Asked(exchange.getRequestMethod(), exchange.getRequestURI().toString(), Map.copyOf(headers)));
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/" -> page(exchange);
                case "/assets/moved.js" -> redirect(exchange);
                case "/assets/long.js" -> longBody(exchange);
                case "/assets/broken.js" -> brokenBody(exchange);
                case "/assets/held.js" -> hold(exchange);
                case "/assets/same.js" -> exchange.sendResponseHeaders(304, -1);
                default -> text(exchange, "FILE " + exchange.getRequestURI());
            }
        }
    }

    private static void page(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", POLICY);
        headers.set("Set-Cookie", "gateway=secret; Path=/");
        headers.set("X-Gateway-Inner", "matters");
        headers.set("Content-Type", "text/html; charset=utf-8");
        headers.set("Cache-Control", "no-cache");
        text(exchange, "CONTROL UI");
    }

    private static void redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", "https://elsewhere.example/");
        exchange.sendResponseHeaders(302, -1);
    }

    private void longBody(HttpExchange exchange) throws IOException {
        byte[] piece = new byte[64 * 1024];
        exchange.sendResponseHeaders(200, LONG);
        for (int sent = 0; sent < LONG; sent += piece.length) {
            exchange.getResponseBody().write(piece);
            written.addAndGet(piece.length);
        }
    }

    /** The first bytes are flushed: a server may keep the head back until there are any. */
    private static void brokenBody(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write(new byte[100]);
        exchange.getResponseBody().flush();
    }

    private void hold(HttpExchange exchange) throws IOException {
        holding.countDown();
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        text(exchange, "HELD");
    }

    private static void text(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
        }
        exchange.sendResponseHeaders(200, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
