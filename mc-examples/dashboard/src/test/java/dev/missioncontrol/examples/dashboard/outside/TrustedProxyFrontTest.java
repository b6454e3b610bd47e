package dev.missioncontrol.examples.dashboard.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.secret.Secret;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Control UI through our front, at a gateway that trusts proxies: it names both people, and knows one device. */
@Tag("outside")
class TrustedProxyFrontTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Deque<Closeable> open = new ArrayDeque<>();
    private RealGateway gateway;
    private Installation backend;
    private ControlUi olga;
    private ControlUi vera;
    private Secret olgasPassword;
    private Secret verasPassword;

    @BeforeEach
    void open() throws Exception {
        OutsideTools tools = OutsideTools.fromEnvironment();
        Evidence evidence = Evidence.of(TrustedProxyFrontTest.class);
        gateway = opened(
                RealGateway.startTrustingProxies(tools, folder.resolve("gateway"), evidence.file("gateway.log")));
        backend = opened(Installation.byName(gateway, gateway.url()));
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
    void control_ui_of_two_people_is_named_by_the_gateway_until_it_removes_the_one_device() throws Exception {
        signIn(olga, olgasPassword);
        signIn(vera, verasPassword);

        assertThat(olga.scopes()).contains("operator.write").doesNotContain("operator.admin", "operator.pairing");
        assertThat(vera.scopes()).containsExactly("operator.read");
        theGatewayNamesEach();
        assertThat(gateway.strangers()).containsExactly(backend.device());
        removalClosesBoth();
    }

    private static void signIn(ControlUi person, Secret password) throws Exception {
        person.visit("/chat");
        assertThat(person.isAtSignIn()).isTrue();
        person.signIn(password);
        person.awaitWelcome(0);
    }

    /** To the page itself, and to everybody in the list of who is present. */
    private void theGatewayNamesEach() throws Exception {
        assertThat(olga.nameInHello()).isEqualTo("olga");
        assertThat(vera.nameInHello()).isEqualTo("vera");
        assertThat(backend.presence())
                .filteredOn(row -> row.path("clientId").asText().equals("openclaw-control-ui"))
                .extracting(row -> row.at("/user/name").asText())
                .containsOnly("olga", "vera");
    }

    private void removalClosesBoth() throws Exception {
        int olgas = olga.browser().closedSockets().size();
        int veras = vera.browser().closedSockets().size();

        gateway.remove(backend.device());

        awaitClose(olga, olgas);
        awaitClose(vera, veras);
        for (String person : List.of("olga", "vera")) {
            Patience.untilTrue(
                    person + " was not closed with 4001",
                    LONG,
                    () -> recorded(AuditAction.RELAY_CLOSED, person).stream()
                            .anyMatch(event -> "4001".equals(event.detail().get("code"))));
            Patience.untilTrue(
                    person + " may come back",
                    LONG,
                    () -> recorded(AuditAction.RELAY_REFUSED, person).stream()
                            .anyMatch(event -> event.target().equals("RELAY_BACKEND_NOT_PAIRED")));
        }
        olga.picture("removed");
        assertThat(gateway.strangers()).doesNotContain(backend.device());
        assertThat(backend.relay().clients()).isEmpty();
    }

    private static void awaitClose(ControlUi person, int before) {
        Patience.untilTrue(
                "a page stays connected",
                LONG,
                () -> person.browser().closedSockets().size() > before);
    }

    private List<AuditEvent> recorded(AuditAction action, String person) {
        return backend.recorded().stream()
                .filter(event -> event.action() == action && event.actor().equals(person))
                .toList();
    }

    private <T extends Closeable> T opened(T resource) {
        open.push(resource);
        return resource;
    }
}
