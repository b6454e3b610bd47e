package dev.missioncontrol.examples.dashboard.outside;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.NotFoundException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

/** A browser with the dashboard's page in it, and a person in front of it. */
final class Laptop implements Closeable {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final String name;
    private final Browser browser;
    private final Evidence evidence;
    private int pictures;

    private Laptop(String name, Browser browser, Evidence evidence) {
        this.name = name;
        this.browser = browser;
        this.evidence = evidence;
    }

    /** Opens the page in a browser that keeps everything in {@code profile}. */
    static Laptop open(String name, OutsideTools tools, Path profile, Evidence evidence, URI page) {
        Browser browser = Browser.open(tools, profile, evidence.file(name + "-chromedriver.log"));
        browser.driver().get(page.toString());
        return new Laptop(name, browser, evidence);
    }

    /** The browser. */
    Browser browser() {
        return browser;
    }

    /** Fills in the form and waits for the overview. */
    void signIn(String person, String password) {
        awaitView("door");
        WebElement field = browser.driver().findElement(By.id("username"));
        field.clear();
        field.sendKeys(person);
        browser.driver().findElement(By.id("password")).sendKeys(password);
        browser.driver().findElement(By.cssSelector("#sign-in button")).click();
        awaitView("home");
    }

    /** Presses the button and waits for the form. */
    void signOut() {
        browser.driver().findElement(By.id("sign-out")).click();
        awaitView("door");
    }

    /** Waits until the page shows this view: {@code door} or {@code home}. */
    void awaitView(String view) {
        await("the page does not show " + view, () -> view.equals(attribute("body", "data-view")));
    }

    /** Waits until the headline about the gateway contains this text. */
    void awaitHeadline(String text) {
        await("no headline \"" + text + "\"", () -> text("#trust-title").contains(text));
    }

    /** Waits until the page is connected through the relay and shows a session of this label. */
    void awaitSession(String label) {
        await(
                "no live session \"" + label + "\"",
                () -> "live".equals(attribute("#live", "data-state"))
                        && text("#live-rows").contains(label));
    }

    /** Waits until the page says that its chain of records is intact and shows a record of this action. */
    void awaitAudit(String action) {
        await(
                "no intact record of " + action,
                () -> "true".equals(attribute("#audit-chain", "data-intact"))
                        && !browser.driver()
                                .findElements(By.cssSelector("#audit-rows [data-action=" + action + "]"))
                                .isEmpty());
    }

    /** Writes a message to the first session and waits for the code of the answer that the page shows. */
    String send(String message) {
        browser.driver().findElement(By.id("composer-text")).sendKeys(message);
        browser.driver().findElement(By.id("composer-send")).click();
        await("no answer to the message", () -> attribute("#composer-note", "data-code") != null);
        return String.valueOf(attribute("#composer-note", "data-code"));
    }

    /** Presses what is found by this selector. */
    void click(String selector) {
        await("nothing to press at " + selector, () -> {
            WebElement found = browser.driver().findElement(By.cssSelector(selector));
            browser.driver().executeScript("arguments[0].scrollIntoView({ block: 'center' })", found);
            found.click();
            return true;
        });
    }

    /** Waits until the visible text of one element contains this text. */
    void awaitText(String selector, String text) {
        await("no \"" + text + "\" in " + selector, () -> text(selector).contains(text));
    }

    /** Waits until nothing is shown that this selector finds. */
    void awaitGone(String selector) {
        await(
                selector + " stays",
                () -> browser.driver().findElements(By.cssSelector(selector)).stream()
                        .noneMatch(WebElement::isDisplayed));
    }

    /** All that the page says to a reader. */
    String words() {
        return text("body");
    }

    /** The visible text of one element; empty when it is not shown. */
    String text(String selector) {
        return browser.driver().findElement(By.cssSelector(selector)).getText();
    }

    /** The texts of all elements that match. */
    List<String> texts(String selector) {
        return browser.driver().findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** Takes a picture for people to look at. */
    void picture(String what) throws IOException {
        pictures++;
        browser.picture(evidence.file("%s-%02d-%s.png".formatted(name, pictures, what)));
    }

    @Override
    public void close() {
        browser.close();
    }

    private @Nullable String attribute(String selector, String attribute) {
        return browser.driver().findElement(By.cssSelector(selector)).getDomAttribute(attribute);
    }

    private void await(String what, Supplier<Boolean> condition) {
        Patience.untilTrue("laptop " + name + ": " + what, SOON, () -> {
            try {
                return condition.get();
            } catch (StaleElementReferenceException | NotFoundException | ElementNotInteractableException redrawn) {
                return false;
            }
        });
    }
}
