package dev.missioncontrol.examples.dashboard.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.auth.config.AuthSettings;
import dev.missioncontrol.examples.dashboard.Dashboard;
import dev.missioncontrol.examples.dashboard.DashboardConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** What people change about accounts on the page: their own password, and other people, with the browser's proof. */
@Tag("outside")
class AccountPageTest {
    private static final String BEFORE = "correct horse battery";
    private static final String AFTER = "tulips in the park";

    @TempDir
    Path folder;

    private Dashboard dashboard;
    private Laptop laptop;

    @BeforeEach
    void open() throws Exception {
        OutsideTools tools = OutsideTools.fromEnvironment();
        Evidence evidence = Evidence.of(AccountPageTest.class);
        dashboard = Dashboard.start(new DashboardConfig(
                Optional.empty(),
                0,
                folder.resolve("data"),
                AuthSettings.read(Map.of("AUTH_USER", Demo.ADMIN, "AUTH_PASS", BEFORE)),
                Duration.ofMillis(100)));
        laptop = Laptop.open("A", tools, folder.resolve("laptop"), evidence, dashboard.address());
    }

    @AfterEach
    void close() {
        laptop.close();
        dashboard.close();
    }

    @Test
    void password_whenChangedOnThePage_goesOnHereAndNowhereElse() throws Exception {
        laptop.signIn(Demo.ADMIN, BEFORE);
        Person elsewhere = Person.signIn(dashboard.address(), Demo.ADMIN, BEFORE);
        laptop.click("#own-password summary");

        change("not the password", AFTER);
        laptop.awaitText("#password-note", "password");
        assertThat(elsewhere.reads("/api/auth/me", "user", Demo.ADMIN)).isTrue();
        change(BEFORE, AFTER);
        laptop.awaitText("#password-note", "Your password is changed");

        laptop.awaitText("#session-rows", "this browser");
        assertThat(laptop.texts("#session-rows > li")).hasSize(1);
        assertThat(elsewhere.refusal("POST", "/api/auth/challenge", "{}")).isEqualTo("session_over");
        laptop.signOut();
        laptop.signIn(Demo.ADMIN, AFTER);
    }

    @Test
    void person_whenAddedOnThePage_isAddedWithTheProofOfTheBrowser() {
        laptop.signIn(Demo.ADMIN, BEFORE);
        laptop.click("#people summary");
        type("person-name", "vera");
        type("person-password", AFTER);
        laptop.click("#person-new button");

        laptop.awaitText("#people-note", "vera can sign in now");
        laptop.awaitText("#people-rows", "vera");
        laptop.awaitText("#session-rows", "key");
    }

    private void change(String current, String wanted) {
        type("password-current", current);
        type("password-new", wanted);
        laptop.click("#password-change button");
    }

    private void type(String field, String text) {
        var found = laptop.browser().driver().findElement(By.id(field));
        found.clear();
        found.sendKeys(text);
    }
}
