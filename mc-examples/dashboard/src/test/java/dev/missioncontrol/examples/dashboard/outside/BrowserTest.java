package dev.missioncontrol.examples.dashboard.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** The other suites conclude from what a browser does not hold; this one shows that it would be seen. */
@Tag("outside")
class BrowserTest {
    private static final String PAGE = """
            <!doctype html><title>page</title><body><script>
            localStorage.setItem('a', 'in-local-storage');
            sessionStorage.setItem('b', 'in-session-storage');
            const request = indexedDB.open('in-database-name', 1);
            request.onupgradeneeded = () => request.result.createObjectStore('s').put({ t: 'in-database-row' }, 1);
            request.onsuccess = () => { request.result.close(); document.body.id = 'stored'; };
            const socket = new WebSocket('%s');
            socket.onmessage = message => {
              socket.onmessage = null;
              socket.send('sent-by-page');
              document.title = 'answered ' + JSON.parse(message.data).event;
              socket.close();
            };
            </script>
            """;

    @TempDir
    Path folder;

    @Test
    void browser_whenPageKeepsAndExchangesText_seesAllOfIt() throws Exception {
        OutsideTools tools = OutsideTools.fromEnvironment();
        Evidence evidence = Evidence.of(BrowserTest.class);
        try (RealGateway gateway = RealGateway.start(tools, folder.resolve("gateway"), evidence.file("gateway.log"));
                Browser browser = Browser.open(tools, folder.resolve("laptop"), evidence.file("chromedriver.log"))) {
            HttpServer pages = serve(PAGE.formatted(gateway.url()));
            try {
                browser.driver().get("http://127.0.0.1:" + pages.getAddress().getPort() + "/");
                Patience.untilTrue(
                        "no database",
                        Duration.ofSeconds(20),
                        () -> !browser.driver().findElements(By.id("stored")).isEmpty());
                Patience.untilTrue(
                        "no challenge",
                        Duration.ofSeconds(20),
                        () -> browser.driver().getTitle().equals("answered connect.challenge"));

                assertThat(browser.kept())
                        .contains("in-local-storage")
                        .contains("in-session-storage")
                        .contains("in-database-name")
                        .contains("in-database-row")
                        .contains("in-cookie");
                Patience.untilTrue(
                        "no close",
                        Duration.ofSeconds(20),
                        () -> browser.closedSockets().size() == 1);
                assertThat(browser.frames())
                        .anyMatch(frame -> frame.contains("connect.challenge"))
                        .contains("sent-by-page");
            } finally {
                pages.stop(0);
            }
        }
    }

    private static HttpServer serve(String page) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().set("Set-Cookie", "c=in-cookie; HttpOnly; SameSite=Strict");
            byte[] body = page.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}
