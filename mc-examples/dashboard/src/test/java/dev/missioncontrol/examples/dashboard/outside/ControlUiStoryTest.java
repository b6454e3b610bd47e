package dev.missioncontrol.examples.dashboard.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.secret.Secret;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's own Control UI, unchanged, in two browsers of two people, through the front. */
@Tag("outside")
class ControlUiStoryTest {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int POLLERS = 3;
    private static final String OLD_TOKEN = "an-old-gateway-token-0123456789abcdef";
    private static final Pattern CREDENTIAL = Pattern.compile("\"(?:deviceToken|recoveryScope)\":\"([^\"]{20,})\"");

    @TempDir
    Path folder;

    private final Deque<Closeable> open = new ArrayDeque<>();
    private RealGateway gateway;
    private Wiretap tap;
    private Installation backend;
    private ControlUi olga;
    private ControlUi vera;
    private Secret olgasPassword;
    private Secret verasPassword;

    @BeforeEach
    void open() throws Exception {
        OutsideTools tools = OutsideTools.fromEnvironment();
        Evidence evidence = Evidence.of(ControlUiStoryTest.class);
        gateway =
                opened(RealGateway.startWithControlUi(tools, folder.resolve("gateway"), evidence.file("gateway.log")));
        gateway.createSession(Stage.SESSION);
        tap = opened(Wiretap.on(gateway.url()));
        backend = opened(Installation.byDevice(gateway, tap.endpoint()));
        backend.pair();
        olgasPassword = backend.account("olga", Role.OPERATOR);
        verasPassword = backend.account("vera", Role.VIEWER);
        Front front = opened(Front.before(backend));
        olga = opened(ControlUi.open("olga", tools, folder.resolve("olga"), evidence, front));
        vera = opened(ControlUi.open("vera", tools, folder.resolve("vera"), evidence, front));
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Test
    void control_ui_in_two_browsers_works_through_the_front_and_holds_nothing_of_the_gateway() throws Exception {
        signIn(olga, olgasPassword, "/#token=" + OLD_TOKEN);
        signIn(vera, verasPassword, "/");

        assertThat(olga.scopes()).contains("operator.write").doesNotContain("operator.admin", "operator.pairing");
        assertThat(vera.scopes()).containsExactly("operator.read");
        pagesLoad(olga);
        pagesLoad(vera);
        theGatewayListsOneDevice();
        theOldTokenDoesNoHarm();
        theViewersTabDoesNotFloodTheRecords();
        signOutShowsSignInAgain();
        noCredentialOfTheGatewayReachedABrowser();
    }

    private static void signIn(ControlUi person, Secret password, String path) throws Exception {
        person.visit(path);
        assertThat(person.isAtSignIn()).isTrue();
        person.picture("sign-in");
        person.signIn(password);
        person.awaitWelcome(0);
        person.picture("signed-in");
    }

    private static void pagesLoad(ControlUi person) throws Exception {
        long before = person.welcomes();
        person.visit("/sessions");
        person.awaitWelcome(before);
        person.awaitWords(Stage.SESSION);
        person.picture("sessions");

        before = person.welcomes();
        person.visit("/chat");
        person.awaitWelcome(before);
        person.picture("chat");

        before = person.welcomes();
        person.visit("/settings/devices");
        person.awaitWelcome(before);
        person.awaitWords("Devices");
        person.picture("devices");
        assertThat(person.words()).doesNotContainIgnoringCase("pairing required");
    }

    private void theGatewayListsOneDevice() {
        JsonNode devices = gateway.devices();
        assertThat(devices.path("paired")).hasSize(1);
        assertThat(devices.at("/paired/0/deviceId").asText()).isEqualTo(backend.device());
        assertThat(devices.path("pending")).isEmpty();
    }

    private void theOldTokenDoesNoHarm() throws Exception {
        long before = olga.welcomes();
        olga.visitAnew("/chat#token=" + OLD_TOKEN);
        olga.awaitWelcome(before);
        assertThat(olga.browser().frames())
                .as("the page sends what it found in its address")
                .anyMatch(frame -> frame.contains(OLD_TOKEN) && frame.contains("\"connect\""));
        assertThat(tap.said()).doesNotContain(OLD_TOKEN);
        olga.picture("old-token");
    }

    /**
     * A page that is refused the open questions asks again every four seconds with up to three pollers. Answered, each
     * asks once. Of each connection of the tab there are its beginning, its end, and its calls: once a minute, and at the
     * end.
     */
    private void theViewersTabDoesNotFloodTheRecords() throws Exception {
        vera.closeWindow();
        awaitEndsOf("vera");
        int recorded = recordsOf("vera").size();
        long asked = vera.calls("question.list");
        long called = vera.calls();
        long welcomed = vera.welcomes();
        long ticks = vera.events("tick");
        Instant since = Instant.now();

        vera.visit("/chat");
        vera.awaitWelcome(welcomed);
        Patience.untilTrue("the tab hears no two ticks", LONG, () -> vera.events("tick") >= ticks + 2);
        vera.closeWindow();
        awaitEndsOf("vera");

        List<AuditEvent> records = recordsOf("vera").stream().skip(recorded).toList();
        long connections = records.stream()
                .filter(event -> event.action() == AuditAction.RELAY_CONNECTED)
                .count();
        long minutes = Duration.between(since, Instant.now()).toMinutes() + 1;
        assertThat(connections).isEqualTo(vera.welcomes() - welcomed);
        assertThat(records)
                .as("of %d calls", vera.calls() - called)
                .extracting(AuditEvent::action)
                .containsOnly(AuditAction.RELAY_CONNECTED, AuditAction.RELAY_CALLS, AuditAction.RELAY_CLOSED)
                .hasSizeLessThanOrEqualTo((int) (connections * (3 + minutes)));
        assertThat(sum(records, "answered.question.list"))
                .isGreaterThanOrEqualTo(vera.calls("question.list") - asked)
                .isBetween(1L, connections * POLLERS);
        assertThat(sum(records)).isGreaterThanOrEqualTo(vera.calls() - called - connections);
    }

    /** Waits until everything about the connections of this person is on record. */
    private void awaitEndsOf(String person) {
        Patience.untilTrue("a connection of " + person + " has no end", LONG, () -> {
            List<AuditAction> actions =
                    recordsOf(person).stream().map(AuditEvent::action).toList();
            return Collections.frequency(actions, AuditAction.RELAY_CONNECTED)
                    == Collections.frequency(actions, AuditAction.RELAY_CLOSED);
        });
    }

    /** So many calls of this kind are in these records. */
    private static long sum(List<AuditEvent> records, String kind) {
        return calls(records)
                .filter(count -> count.getKey().equals(kind))
                .mapToLong(count -> Long.parseLong(count.getValue()))
                .sum();
    }

    /** So many calls are in these records. */
    private static long sum(List<AuditEvent> records) {
        return calls(records)
                .mapToLong(count -> Long.parseLong(count.getValue()))
                .sum();
    }

    private static Stream<Map.Entry<String, String>> calls(List<AuditEvent> records) {
        return records.stream()
                .filter(event -> event.action() == AuditAction.RELAY_CALLS)
                .flatMap(event -> event.detail().entrySet().stream());
    }

    private List<AuditEvent> recordsOf(String person) {
        return backend.recorded().stream()
                .filter(event -> event.actor().equals(person))
                .toList();
    }

    private void signOutShowsSignInAgain() throws Exception {
        long before = vera.welcomes();
        vera.visit("/chat");
        vera.awaitWelcome(before);
        int closed = vera.browser().closedSockets().size();
        vera.signOutElsewhere();
        Patience.untilTrue(
                "the page stays connected",
                LONG,
                () -> vera.browser().closedSockets().size() > closed);
        vera.awaitWords("Proxy authentication required");
        assertThat(vera.words()).contains("sign in there").doesNotContainIgnoringCase("gateway secret");
        vera.picture("signed-out");

        vera.visitAnew("/chat");
        assertThat(vera.isAtSignIn()).isTrue();
        assertThat(olga.isAtSignIn()).isFalse();
    }

    private void noCredentialOfTheGatewayReachedABrowser() throws Exception {
        List<String> issued = CREDENTIAL
                .matcher(tap.said())
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
        assertThat(issued).as("what the gateway issued to the backend").isNotEmpty();
        Secrets credentials = new Secrets(
                Stream.concat(issued.stream(), Stream.of(gateway.sharedToken().reveal()))
                        .toList());
        for (ControlUi person : List.of(olga, vera)) {
            assertThat(person.browser().frames().stream().filter(credentials::areIn))
                    .isEmpty();
            assertThat(credentials.areIn(person.browser().kept())).isFalse();
            person.close();
            assertThat(credentials.filesWith(person.browser().profile())).isEmpty();
        }
    }

    private <T extends Closeable> T opened(T resource) {
        open.push(resource);
        return resource;
    }
}
