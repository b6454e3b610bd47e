package dev.missioncontrol.examples.dashboard.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missioncontrol.trust.RevocationFeed;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Cookie;

/** The hardened mode in two browsers on a real gateway: each laptop is approved, cut off and forgotten by itself. */
@Tag("outside")
class HardenedStoryTest {
    private static final String SIGN_IN_AGAIN = "AUTH_IDENTITY_HEADER_REQUIRED";
    private static final String WAITS = "This browser waits for approval";

    @TempDir
    Path folder;

    private Stage stage;
    private Laptop laptopA;
    private Laptop laptopB;
    private String fingerprintOfB = "";

    @BeforeEach
    void open() throws Exception {
        OutsideTools tools = OutsideTools.fromEnvironment();
        Evidence evidence = Evidence.of(HardenedStoryTest.class);
        stage = Stage.set(tools, folder, evidence);
        stage.approveBackend();
        URI page = stage.demo().page();
        laptopA = stage.opened(Laptop.open("A", tools, folder.resolve("laptop-a"), evidence, page));
        laptopB = stage.opened(Laptop.open("B", tools, folder.resolve("laptop-b"), evidence, page));
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void story_whenEachBrowserNeedsAnApproval_holdsToTheEnd() throws Exception {
        samePersonWorksOnBothWithAKeyThatStaysInItsBrowser();
        turningItOnKeepsOneLaptopInAndAsksTheOther();
        onlyTheApprovedLaptopApproves();
        revokingOneLaptopCutsItOffWhileTheOtherGoesOn();
        theOldSignInStaysOut();
        signedInAgainItIsDeniedUntilItIsForgotten();
        theGatewayNeverHeardOfIt();
    }

    private void samePersonWorksOnBothWithAKeyThatStaysInItsBrowser() throws Exception {
        for (Laptop laptop : List.of(laptopA, laptopB)) {
            laptop.signIn(Demo.ADMIN, stage.adminPassword());
            laptop.awaitSession(Stage.SESSION);
            assertThat(BrowserKey.exported(laptop.browser())).isEqualTo("InvalidAccessError");
        }
        fingerprintOfB = BrowserKey.fingerprint(laptopB.browser());
        assertThat(fingerprintOfB).isNotEqualTo(BrowserKey.fingerprint(laptopA.browser()));
        assertThat(PageSocket.refusal(laptopB.browser(), PageSocket.Key.NONE)).isEqualTo(SIGN_IN_AGAIN);
        assertThat(PageSocket.refusal(laptopB.browser(), PageSocket.Key.NEW)).isEqualTo(SIGN_IN_AGAIN);
    }

    private void turningItOnKeepsOneLaptopInAndAsksTheOther() throws Exception {
        Person unproven = stage.admin();
        String body = "{\"policy\":\"hardened\"}";
        assertThat(unproven.refusal("PUT", "/api/trust/policy", body)).isEqualTo("device_identity_required");
        assertThat(unproven.reads("/api/trust", "policy", "backend-owned")).isTrue();

        PageSocket onA = PageSocket.connect(laptopA.browser(), "onA");
        laptopA.click("#mode-switch");
        laptopA.awaitText("#mode-ask", "All others");
        laptopA.picture("about-to-turn-it-on");
        laptopA.click("#mode-yes");
        laptopA.awaitText("#mode-text", "On:");
        laptopB.awaitText("#approval-title", WAITS);
        assertThat(laptopB.text("#approval-print")).isEqualTo(fingerprintOfB);
        laptopB.picture("waits-for-approval");
        assertThat(onA.isOpen()).isTrue();
        assertThat(onA.call("a1", "sessions.list").path("ok").asBoolean()).isTrue();
    }

    private void onlyTheApprovedLaptopApproves() throws Exception {
        String request = laptopB.text("#approval-request");
        assertThat(PageApi.decide(laptopB.browser(), request, "approve")).isEqualTo("not_allowed");
        laptopB.awaitText("#approval-title", WAITS);

        laptopA.awaitText("#pairings-rows", fingerprintOfB);
        assertThat(laptopA.text("#pairings-rows")).contains("unverified", Demo.ADMIN, "not paired");
        laptopA.picture("decides");
        laptopA.click("[data-pairing='" + request + "'] button.main");
        laptopB.awaitSession(Stage.SESSION);
        laptopB.awaitGone("#approval");
        laptopB.picture("approved");
    }

    private void revokingOneLaptopCutsItOffWhileTheOtherGoesOn() throws Exception {
        PageSocket onA = PageSocket.connect(laptopA.browser(), "onA2");
        PageSocket onB = PageSocket.connect(laptopB.browser(), "onB");
        Cookie old = laptopB.browser().driver().manage().getCookies().iterator().next();
        laptopA.awaitText("#device-rows", fingerprintOfB);
        long before = System.nanoTime();
        laptopA.click("[aria-label='Revoke the device Device " + fingerprintOfB + "']");
        assertThat(onB.awaitClosed()).isEqualTo(4001);
        assertThat(System.nanoTime() - before).isLessThan(RevocationFeed.HEARTBEAT.toNanos());
        laptopB.awaitView("door");
        laptopB.picture("cut-off");

        assertThat(onA.isOpen()).isTrue();
        assertThat(onA.call("a2", "sessions.list").path("ok").asBoolean()).isTrue();
        laptopA.awaitSession(Stage.SESSION);
        laptopB.browser().driver().manage().addCookie(old);
    }

    private void theOldSignInStaysOut() throws Exception {
        for (PageSocket.Key key : PageSocket.Key.values()) {
            assertThat(PageSocket.refusal(laptopB.browser(), key))
                    .as(key.name())
                    .isEqualTo(SIGN_IN_AGAIN);
        }
        assertThat(pending()).isEmpty();
    }

    private void signedInAgainItIsDeniedUntilItIsForgotten() throws Exception {
        laptopB.signIn(Demo.ADMIN, stage.adminPassword());
        laptopB.awaitText("#approval-title", "This browser is not let in");
        assertThat(laptopB.text("#approval-print")).isEqualTo(fingerprintOfB);
        laptopB.picture("denied");
        assertThat(pending()).isEmpty();

        laptopA.click("[aria-label='Forget the device Device " + fingerprintOfB + "']");
        laptopA.awaitGone("[aria-label='Forget the device Device " + fingerprintOfB + "']");
        laptopB.browser().driver().navigate().refresh();
        laptopB.awaitText("#approval-title", WAITS);
        laptopA.awaitText("#pairings-rows", "revoked before");
        laptopA.picture("asked-again");
        laptopA.click("[data-pairing] button.main");
        laptopB.awaitSession(Stage.SESSION);
        laptopA.picture("in-again");
    }

    private void theGatewayNeverHeardOfIt() throws Exception {
        JsonNode devices = stage.gateway().devices();
        assertThat(devices.path("paired")).hasSize(1);
        assertThat(devices.path("pending")).isEmpty();
        JsonNode audit = stage.admin().get("/api/audit?after=0&limit=500");
        assertThat(audit.at("/chain/intact").asBoolean()).isTrue();
        assertThat(StreamSupport.stream(audit.path("records").spliterator(), false)
                        .map(step -> step.path("action").asText()))
                .containsSubsequence(
                        "pairing_enrolled",
                        "policy_changed",
                        "pairing_asked",
                        "pairing_approved",
                        "device_revoked",
                        "device_forgotten",
                        "pairing_asked",
                        "pairing_approved");
    }

    private JsonNode pending() throws Exception {
        return new ObjectMapper()
                .readTree(PageApi.read(laptopA.browser(), "/api/pairings"))
                .path("pairings");
    }
}
