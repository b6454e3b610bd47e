package dev.missioncontrol.examples.dashboard.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missioncontrol.core.secret.Secret;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;

/** One person's browser at the front: our sign-in page, then the Control UI as it is shipped. */
final class ControlUi implements Closeable {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All text a reader sees, inside components too. */
    private static final String WORDS = """
            const texts = [];
            const hidden = element => getComputedStyle(element).display !== 'contents'
                && !element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false });
            const walk = node => {
              if (node.nodeType === 3) { texts.push(node.data); return; }
              if (node.nodeType === 1 && hidden(node)) return;
              if (node.shadowRoot) walk(node.shadowRoot);
              for (const child of node.childNodes) walk(child);
            };
            walk(document.body);
            return texts.join(' ').replace(/\\s+/g, ' ');
            """;

    private final String name;
    private final Browser browser;
    private final Front front;
    private final Evidence evidence;

    private ControlUi(String name, Browser browser, Front front, Evidence evidence) {
        this.name = name;
        this.browser = browser;
        this.front = front;
        this.evidence = evidence;
    }

    static ControlUi open(String name, OutsideTools tools, Path profile, Evidence evidence, Front front) {
        Browser browser = Browser.open(tools, profile, evidence.file(name + "-chromedriver.log"));
        return new ControlUi(name, browser, front, evidence);
    }

    Browser browser() {
        return browser;
    }

    void visit(String path) {
        browser.driver().get(front.page(path));
    }

    /** Loads an address as a fresh page, also where only the part behind the hash differs. */
    void visitAnew(String path) {
        browser.driver().get("about:blank");
        visit(path);
    }

    /** Closes its window and goes on in a new one: a page that was only left may be kept, with its socket, to go back to. */
    void closeWindow() {
        String old = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.TAB);
        String fresh = browser.driver().getWindowHandle();
        browser.driver().switchTo().window(old).close();
        browser.driver().switchTo().window(fresh);
    }

    boolean isAtSignIn() {
        return !browser.driver().findElements(By.id("sign-in")).isEmpty();
    }

    void signIn(Secret password) {
        browser.driver().findElement(By.id("name")).sendKeys(name);
        browser.driver().findElement(By.id("password")).sendKeys(password.reveal());
        browser.driver().findElement(By.id("sign-in")).click();
    }

    /** Signs out in a window of its own, as the other windows of this browser go on. */
    void signOutElsewhere() {
        String here = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.TAB);
        visit("/mission-control/sign-out");
        browser.driver().findElement(By.id("sign-out")).click();
        Patience.untilTrue(name + " is not asked to sign in", SOON, this::isAtSignIn);
        browser.driver().close();
        browser.driver().switchTo().window(here);
    }

    /** How many times a page of this browser was let in by the relay. */
    long welcomes() {
        return browser.frames().stream()
                .filter(frame -> frame.contains("\"hello-ok\""))
                .count();
    }

    void awaitWelcome(long before) {
        Patience.untilTrue(name + "'s page does not connect", SOON, () -> welcomes() > before);
    }

    void awaitWords(String words) throws IOException {
        try {
            Patience.untilTrue(name + " does not read \"" + words + "\"", SOON, () -> words().contains(words));
        } catch (RuntimeException missing) {
            picture("missing-" + words.replaceAll("[^A-Za-z]", "-"));
            throw missing;
        }
    }

    String words() {
        return String.valueOf(browser.driver().executeScript(WORDS));
    }

    /** The scopes of the last hello. */
    List<String> scopes() {
        return JSON.convertValue(
                hello().at("/payload/auth/scopes"),
                JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }

    /** How many times a page of this browser has called a method. */
    long calls(String method) {
        return frames("req")
                .filter(frame -> frame.path("method").asText().equals(method))
                .count();
    }

    /** How many times a page of this browser has called anything. */
    long calls() {
        return frames("req").count();
    }

    /** The person behind the page's own row in the list of who is present, as the gateway's last hello says. */
    String nameInHello() {
        String page = last(frames("req")
                        .filter(frame -> frame.path("method").asText().equals("connect")))
                .at("/params/client/instanceId")
                .asText();
        return StreamSupport.stream(hello().at("/payload/snapshot/presence").spliterator(), false)
                .filter(row -> row.path("instanceId").asText().equals(page))
                .map(row -> row.at("/user/name").asText())
                .findFirst()
                .orElse("");
    }

    private JsonNode hello() {
        return last(
                frames("res").filter(frame -> frame.at("/payload/type").asText().equals("hello-ok")));
    }

    private static JsonNode last(Stream<JsonNode> frames) {
        return frames.reduce((before, after) -> after).orElseThrow();
    }

    /** How many times a page of this browser was told something by the gateway. */
    long events(String name) {
        return frames("event")
                .filter(frame -> frame.path("event").asText().equals(name))
                .count();
    }

    private Stream<JsonNode> frames(String type) {
        return browser.frames().stream()
                .map(ControlUi::read)
                .filter(frame -> frame.path("type").asText().equals(type));
    }

    void picture(String what) throws IOException {
        browser.picture(evidence.file(name + "-" + what + ".png"));
    }

    @Override
    public void close() {
        browser.close();
    }

    private static JsonNode read(String frame) {
        try {
            return JSON.readTree(frame);
        } catch (IOException cutByTheBrowsersLog) {
            return JSON.createObjectNode();
        }
    }
}
