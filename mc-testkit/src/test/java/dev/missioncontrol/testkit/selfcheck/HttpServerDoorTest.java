package dev.missioncontrol.testkit.selfcheck;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.missioncontrol.auth.http.Door;
import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.auth.http.jdk.HttpServerDoor;
import dev.missioncontrol.testkit.http.DoorContract;
import dev.missioncontrol.testkit.http.DoorUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class HttpServerDoorTest extends DoorContract {

    @Override
    protected DoorUnderTest open(Door door) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        HttpContext everything = server.createContext("/", HttpServerDoorTest::serve);
        everything.getFilters().add(new HttpServerDoor(door));
        server.setExecutor(threads);
        server.start();
        return new DoorUnderTest() {
            @Override
            public int port() {
                return server.getAddress().getPort();
            }

            @Override
            public void close() {
                server.stop(0);
                threads.shutdownNow();
            }
        };
    }

    private static void serve(HttpExchange exchange) throws IOException {
        Passage passage = HttpServerDoor.passage(exchange);
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/broken")) {
            throw new IllegalStateException("inner matters");
        }
        if (path.equals("/missing")) {
            exchange.sendResponseHeaders(404, -1);
        } else if (path.equals("/read")) {
            answer(exchange, "READ " + exchange.getRequestBody().readAllBytes().length);
        } else {
            answer(exchange, "PAGE " + passage.nonce() + " " + passage.address().host());
        }
        exchange.close();
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.US_ASCII);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }
}
