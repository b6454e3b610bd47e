package dev.missioncontrol.examples.dashboard.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.auth.config.AuthSettings;
import dev.missioncontrol.examples.dashboard.Dashboard;
import dev.missioncontrol.examples.dashboard.DashboardConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one person saw is gone from the page when they have left, and does not come back by itself. */
@Tag("outside")
class SignOutTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ADMIN = "ada";
    private static final String PASSWORD = "correct horse battery";

    /** The server's lists of pairings come when the test lets them, and hold one that the test would know again. */
    private static final String HOLD_PAIRINGS = """
            window.held = [];
            const answer = () => new Response(JSON.stringify({ pairings: [{ id: 'p1', owner: 'device', label: 'canary-label',
              fingerprint: 'canary-print', reason: 'not-paired', scopes: ['operator.read'],
              asked: new Date().toISOString() }] }), { status: 200 });
            const ask = window.fetch;
            window.fetch = (path, request) => path === '/api/pairings'
              ? new Promise(resolve => window.held.push(() => resolve(answer())))
              : ask(path, request);
            """;

    private static final String LET_GO = """
            const done = arguments[arguments.length - 1];
            window.held.splice(0).forEach(go => go());
            setTimeout(done, 300);
            """;
    private static final String LONGER_THAN_A_BEAT = "setTimeout(arguments[arguments.length - 1], 4000);";
    private static final String HIDE = """
            window.seen = false;
            Object.defineProperty(document, 'hidden', { configurable: true, get: () => !window.seen });
            document.dispatchEvent(new Event('visibilitychange'));
            """;
    private static final String SHOW = """
            window.seen = true;
            document.dispatchEvent(new Event('visibilitychange'));
            """;
    private static final String SHOWN = """
            const pairings = document.getElementById('pairings');
            return `${pairings.hidden} ${document.querySelector('.home').textContent.includes('canary')}`;
            """;

    @TempDir
    Path folder;

    private Dashboard dashboard;
    private Laptop laptop;

    @BeforeEach
    void open() throws Exception {
        dashboard = Dashboard.start(new DashboardConfig(
                Optional.empty(),
                0,
                folder.resolve("data"),
                AuthSettings.read(Map.of("AUTH_USER", ADMIN, "AUTH_PASS", PASSWORD)),
                Duration.ofMillis(100)));
        OutsideTools tools = OutsideTools.fromEnvironment();
        Evidence evidence = Evidence.of(SignOutTest.class);
        laptop = Laptop.open("A", tools, folder.resolve("laptop"), evidence, dashboard.address());
        laptop.signIn(ADMIN, PASSWORD);
        laptop.browser().driver().executeScript(HOLD_PAIRINGS);
        awaitRefresh();
    }

    @AfterEach
    void close() {
        laptop.close();
        dashboard.close();
    }

    @Test
    void lists_whenShownAtSignOut_areGone() {
        laptop.browser().driver().executeAsyncScript(LET_GO);
        laptop.awaitText("#pairings-rows", "canary-print");
        laptop.signOut();

        assertThat(shown()).isEqualTo("true false");
    }

    @Test
    void answers_whenTheyComeBehindSignOut_areNotShown() {
        laptop.signOut();
        laptop.browser().driver().executeAsyncScript(LET_GO);

        assertThat(shown()).isEqualTo("true false");
    }

    @Test
    void page_whenNobodyLooksAtIt_asksForNothing() {
        laptop.browser().driver().executeScript(HIDE);
        laptop.browser().driver().executeAsyncScript(LET_GO);
        laptop.browser().driver().executeAsyncScript(LONGER_THAN_A_BEAT);

        assertThat(asked()).isZero();
        laptop.browser().driver().executeScript(SHOW);

        awaitRefresh();
    }

    private void awaitRefresh() {
        Patience.untilTrue("the page does not ask for pairings", SOON, () -> asked() > 0);
    }

    private long asked() {
        return (Long) Objects.requireNonNull(laptop.browser().driver().executeScript("return window.held.length"));
    }

    private Object shown() {
        return Objects.requireNonNull(laptop.browser().driver().executeScript(SHOWN));
    }
}
