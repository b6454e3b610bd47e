package dev.missioncontrol.examples.dashboard.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story this project exists for: one pairing of the backend, two laptops, a real gateway. */
@Tag("outside")
class RealStoryTest {
    private static final String VIEWER = "vera";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern CREDENTIAL = Pattern.compile("\"(?:deviceToken|recoveryScope)\":\"([^\"]{20,})\"");

    @TempDir
    Path folder;

    private Stage stage;
    private Laptop laptopA;
    private Laptop laptopB;

    @BeforeEach
    void open() throws Exception {
        OutsideTools tools = OutsideTools.fromEnvironment();
        Evidence evidence = Evidence.of(RealStoryTest.class);
        stage = Stage.set(tools, folder, evidence);
        URI page = stage.demo().page();
        laptopA = stage.opened(Laptop.open("A", tools, folder.resolve("laptop-a"), evidence, page));
        laptopB = stage.opened(Laptop.open("B", tools, folder.resolve("laptop-b"), evidence, page));
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void story_whenToldFromTheStart_holdsToTheEnd() throws Exception {
        backendWaitsUntilTheGatewaysOwnerApproves();
        viewerReadsAndTheGatewayItselfRefusesToWrite();
        samePersonWorksOnBothLaptopsWithoutPairingEither();
        everythingComesBackAfterRestarts();
        signOutEndsOneLaptopAndTheRecordTellsAll();
        noCredentialOfTheGatewayEverReachedALaptop();
    }

    private void backendWaitsUntilTheGatewaysOwnerApproves() throws Exception {
        String viewerPassword = stage.addViewer(VIEWER);

        assertThat(stage.admin().get("/api/trust").path("policy").asText()).isEqualTo("backend-owned");
        laptopA.signIn(Demo.ADMIN, stage.adminPassword());
        laptopA.awaitHeadline("Waiting for approval");
        String requestId = stage.pendingRequest();
        assertThat(requestId).isNotEmpty();
        assertThat(laptopA.words()).contains(requestId);
        laptopA.picture("waiting");

        laptopB.signIn(VIEWER, viewerPassword);
        laptopB.awaitHeadline("Not ready yet");
        assertThat(laptopB.words()).doesNotContain(requestId);
        laptopB.picture("not-ready");

        stage.gateway().approve(requestId);
        laptopA.awaitHeadline("Backend paired");
        laptopB.awaitHeadline("Backend paired");
        laptopA.picture("paired");
    }

    private void viewerReadsAndTheGatewayItselfRefusesToWrite() throws Exception {
        laptopB.awaitSession(Stage.SESSION);
        assertThat(laptopB.send("may I?")).isEqualTo("MISSING_SCOPE");
        laptopB.picture("viewer-may-not-write");

        JsonNode request = new ObjectMapper()
                .readTree(laptopB.browser().frames().stream()
                        .filter(frame -> frame.contains("\"chat.send\"") && frame.contains("may I?"))
                        .findFirst()
                        .orElseThrow());
        Pattern refusal =
                Pattern.compile("\"id\":\"" + Pattern.quote(request.path("id").asText())
                        + "\",\"ok\":false,[^\\n]{0,200}\"code\":\"FORBIDDEN\"[^\\n]{0,300}\"code\":\"MISSING_SCOPE\"");
        assertThat(refusal.matcher(stage.tap().said()).find())
                .as("the refusal came from the gateway")
                .isTrue();
    }

    private void samePersonWorksOnBothLaptopsWithoutPairingEither() throws Exception {
        laptopB.signOut();
        laptopB.signIn(Demo.ADMIN, stage.adminPassword());
        laptopA.awaitSession(Stage.SESSION);
        laptopB.awaitSession(Stage.SESSION);
        laptopA.picture("sessions");
        laptopB.picture("sessions");

        JsonNode devices = stage.gateway().devices();
        assertThat(devices.path("paired")).hasSize(1);
        assertThat(devices.path("pending")).isEmpty();
    }

    private void everythingComesBackAfterRestarts() throws Exception {
        String device = stage.gateway().devices().at("/paired/0/deviceId").asText();
        assertThat(device).hasSize(64);

        int before = laptopA.browser().openedSockets().size();
        stage.demo().restart();
        awaitNewSocket(laptopA, before);
        laptopA.awaitSession(Stage.SESSION);
        laptopB.awaitSession(Stage.SESSION);

        before = laptopA.browser().openedSockets().size();
        stage.gateway().stop();
        stage.gateway().startAgain();
        awaitNewSocket(laptopA, before);
        laptopA.awaitSession(Stage.SESSION);
        laptopB.awaitSession(Stage.SESSION);
        laptopA.awaitHeadline("Backend paired");
        laptopA.picture("after-restarts");

        JsonNode devices = stage.gateway().devices();
        assertThat(devices.path("paired")).hasSize(1);
        assertThat(devices.path("pending")).isEmpty();
        assertThat(devices.at("/paired/0/deviceId").asText()).isEqualTo(device);
    }

    private static void awaitNewSocket(Laptop laptop, int before) {
        Patience.untilTrue(
                "the page does not connect again",
                SOON,
                () -> laptop.browser().openedSockets().size() > before);
    }

    private void signOutEndsOneLaptopAndTheRecordTellsAll() throws Exception {
        PageSocket onA = PageSocket.connect(laptopA.browser(), "onA");
        PageSocket onB = PageSocket.connect(laptopB.browser(), "onB");
        assertThat(onB.call("b1", "sessions.list").path("ok").asBoolean()).isTrue();

        laptopB.signOut();
        assertThat(onB.awaitClosed()).isEqualTo(4001);
        laptopB.picture("signed-out");

        assertThat(onA.isOpen()).isTrue();
        assertThat(onA.call("a1", "sessions.list").path("ok").asBoolean()).isTrue();
        laptopA.awaitSession(Stage.SESSION);

        for (String action : List.of("logout", "login", "relay_connected")) {
            laptopA.awaitAudit(action);
        }
        laptopA.picture("audit");
        JsonNode audit = stage.admin().get("/api/audit?after=0&limit=500");
        assertThat(audit.at("/chain/intact").asBoolean()).isTrue();
        List<String> steps = StreamSupport.stream(audit.path("records").spliterator(), false)
                .map(step ->
                        step.path("actor").asText() + " " + step.path("action").asText())
                .toList();
        assertThat(steps)
                .containsSubsequence("ada user_created", "ada login", "vera login", "vera logout", "ada logout")
                .contains("vera relay_connected", "vera relay_closed", "ada relay_connected", "ada relay_closed")
                .anyMatch(step -> step.endsWith(" backend_paired"));
    }

    private void noCredentialOfTheGatewayEverReachedALaptop() throws Exception {
        List<String> issued = CREDENTIAL
                .matcher(stage.tap().said())
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
        assertThat(issued).as("what the gateway issued to the backend").isNotEmpty();
        Secrets credentials = new Secrets(Stream.concat(
                        issued.stream(), Stream.of(stage.gateway().sharedToken().reveal()))
                .toList());

        for (Laptop laptop : List.of(laptopA, laptopB)) {
            assertThat(laptop.browser().frames()).anyMatch(frame -> frame.contains("hello-ok"));
            assertThat(laptop.browser().frames().stream().filter(credentials::areIn))
                    .isEmpty();
            assertThat(laptop.browser().frames().stream()
                            .filter(frame -> frame.contains("\"deviceToken\"") || frame.contains("\"recoveryScope\"")))
                    .isEmpty();
            assertThat(credentials.areIn(laptop.browser().kept())).isFalse();
            laptop.close();
            assertThat(credentials.filesWith(laptop.browser().profile())).isEmpty();
        }
        assertThat(credentials.filesWith(stage.gateway().state()))
                .as("the same search where the credentials are")
                .isNotEmpty();
    }
}
