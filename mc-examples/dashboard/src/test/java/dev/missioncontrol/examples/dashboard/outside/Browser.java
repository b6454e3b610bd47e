package dev.missioncontrol.examples.dashboard.outside;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** One laptop: a headless Chromium with a profile of its own that remembers every WebSocket frame its pages saw. */
final class Browser implements Closeable {
    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,900");

    /** Everything a page's origin keeps that a script can read; cookies are asked for at the driver. */
    private static final String KEPT_BY_THE_PAGE = """
            const done = arguments[arguments.length - 1];
            const rowsOf = (db, name) => new Promise((resolve, reject) => {
              const all = db.transaction(name).objectStore(name).getAll();
              all.onsuccess = () => resolve(all.result);
              all.onerror = () => reject(all.error);
            });
            const opened = name => new Promise((resolve, reject) => {
              const request = indexedDB.open(name);
              request.onsuccess = () => resolve(request.result);
              request.onerror = () => reject(request.error);
            });
            (async () => {
              const databases = {};
              for (const { name } of await indexedDB.databases()) {
                const db = await opened(name);
                databases[name] = {};
                for (const store of db.objectStoreNames) databases[name][store] = await rowsOf(db, store);
                db.close();
              }
              return JSON.stringify({
                local: { ...localStorage }, session: { ...sessionStorage }, databases,
                caches: 'caches' in window ? await caches.keys() : [], cookies: document.cookie,
                page: document.documentElement.outerHTML, address: location.href });
            })().then(done, problem => done('failed: ' + problem));
            """;

    private final ChromeDriver driver;
    private final Path profile;
    private final List<JsonNode> seen = new ArrayList<>();

    private Browser(ChromeDriver driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    /** Opens a browser that keeps everything in {@code profile}; the driver's output goes to {@code log}. */
    static Browser open(OutsideTools tools, Path profile, Path log) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(tools.chromium().toFile());
        options.addArguments(FLAGS);
        options.addArguments("--user-data-dir=" + profile);
        if ("root".equals(System.getProperty("user.name"))) {
            options.addArguments("--no-sandbox");
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(tools.chromedriver().toFile())
                .usingAnyFreePort()
                .withLogFile(log.toFile())
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(20));
        return new Browser(driver, profile);
    }

    /** The remote control. */
    ChromeDriver driver() {
        return driver;
    }

    /** The folder that holds everything this browser keeps. */
    Path profile() {
        return profile;
    }

    /** Takes a picture of the whole page, also of what is out of sight. */
    void picture(Path file) throws IOException {
        Object picture = driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                .get("data");
        Files.write(file, Base64.getDecoder().decode(String.valueOf(picture)));
    }

    /** What the open page and its origin keep (local and session storage, databases, cookies, the page), as one text. */
    String kept() {
        Object page = driver.executeAsyncScript(KEPT_BY_THE_PAGE);
        return page + " " + driver.manage().getCookies();
    }

    /** The texts of all WebSocket frames that went in either direction since the browser was opened. */
    List<String> frames() {
        return events("Network.webSocketFrame")
                .map(event -> event.at("/params/response/payloadData").asText())
                .toList();
    }

    /** The names of all WebSockets, as the browser counts them, that have been opened since it was opened. */
    List<String> openedSockets() {
        return events("Network.webSocketHandshakeResponseReceived")
                .map(event -> event.at("/params/requestId").asText())
                .toList();
    }

    /** The names of all WebSockets that have been closed since it was opened. */
    List<String> closedSockets() {
        return events("Network.webSocketClosed")
                .map(event -> event.at("/params/requestId").asText())
                .toList();
    }

    private Stream<JsonNode> events(String method) {
        ObjectMapper json = new ObjectMapper();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            try {
                seen.add(json.readTree(entry.getMessage()).path("message"));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the browser's log is not JSON", e);
            }
        }
        seen.removeIf(event -> !event.path("method").asText().startsWith("Network.webSocket"));
        return seen.stream().filter(event -> event.path("method").asText().startsWith(method));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
