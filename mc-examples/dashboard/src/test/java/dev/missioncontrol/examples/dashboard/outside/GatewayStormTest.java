package dev.missioncontrol.examples.dashboard.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.GatewayClient;
import dev.missioncontrol.gateway.GatewayState;
import dev.missioncontrol.gateway.Hello;
import dev.missioncontrol.gateway.Reply;
import dev.missioncontrol.gateway.netty.NettyTransport;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty clients of ours at the relay before a real gateway, which stops under them and starts again. */
@Tag("outside")
class GatewayStormTest {
    private static final int CLIENTS = 50;
    private static final int AT_ONCE = 10;
    private static final int MOST_A_SECOND = 40;
    private static final long MOST_HEAP = 256 * 1024;
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final NettyTransport transport = NettyTransport.builder().build();
    private final SecureRandom random = new SecureRandom();
    private final List<GatewayClient> clients = new ArrayList<>();
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = Stage.set(OutsideTools.fromEnvironment(), folder, Evidence.of(GatewayStormTest.class));
        stage.approveBackend();
    }

    @AfterEach
    void close() throws Exception {
        clients.forEach(GatewayClient::close);
        transport.close();
        stage.close();
    }

    @Test
    void fifty_clients_whenTheGatewayStopsAndStarts_areAllBackByThemselvesAndSpread() throws Exception {
        KeyHolder viewer = KeyHolder.join(stage, Role.VIEWER);
        Footprint before = stage.demo().footprint();
        connect(viewer);
        everyClientWorks();
        print(before, stage.demo().footprint());

        List<String> connections = connections();
        int connected = stage.tap().connects().size();
        Instant down = Instant.now();
        stage.gateway().stop();
        stage.gateway().startAgain();
        for (int i = 0; i < CLIENTS; i++) {
            awaitOtherConnection(clients.get(i), connections.get(i));
        }
        everyClientWorks();

        List<Instant> again = stage.tap().connects();
        bounded(down, again.subList(connected, again.size()));
        AuditTrail audit = new AuditTrail(stage.admin());
        assertThat(audit.await(viewer.name(), "relay_connected", 2 * CLIENTS)).isNotEmpty();
        clients.forEach(GatewayClient::close);
        assertThat(audit.await(viewer.name(), "relay_closed", 2 * CLIENTS)).isNotEmpty();
    }

    private void connect(KeyHolder person) throws InterruptedException {
        DeviceIdentity device = DeviceIdentity.generate(random);
        for (int from = 0; from < CLIENTS; from += AT_ONCE) {
            for (int i = from; i < from + AT_ONCE; i++) {
                GatewayClient client = client(device, person, i);
                clients.add(client);
                client.start();
            }
            for (GatewayClient client : clients) {
                assertThat(client.awaitReady(LONG)).isTrue();
            }
        }
    }

    /** One in ten is a program that the gateway lists as present; each change of that list goes to everybody. */
    private GatewayClient client(DeviceIdentity device, KeyHolder person, int number) {
        ClientProfile window = ClientProfile.backend("Storm", "1.0");
        ClientProfile helper = number % 2 == 0
                ? window.toBuilder().client("cli", "cli").build()
                : window.toBuilder().client("gateway-client", "backend").build();
        return GatewayClient.builder(stage.demo().relay(), device)
                .profile(number % 10 == 0 ? window : helper)
                .access(Access.operator(Scope.READ))
                .credential(new Credential.SharedToken(person.key()))
                .transport(transport)
                .random(random)
                .build();
    }

    /** The gateway's own names of the connections. */
    private List<String> connections() {
        return clients.stream().map(client -> connection(client)).toList();
    }

    private static String connection(GatewayClient client) {
        return client.hello().map(Hello::connectionId).orElse("");
    }

    private static void awaitOtherConnection(GatewayClient client, String before) {
        Patience.untilTrue("a client is not back: " + client.state(), LONG, () -> {
            String now = connection(client);
            assertThat(client.state()).isNotInstanceOf(GatewayState.Closed.class);
            return !now.isEmpty() && !now.equals(before);
        });
    }

    private void everyClientWorks() throws Exception {
        List<CompletionStage<Reply>> replies = clients.stream()
                .map(client -> client.call("sessions.list", "{}", LONG))
                .toList();
        for (CompletionStage<Reply> reply : replies) {
            assertThat(reply.toCompletableFuture().get(LONG.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(Reply.Result.class);
        }
    }

    private static void bounded(Instant down, List<Instant> connects) {
        Map<Long, Integer> bySecond = connects.stream()
                .collect(Collectors.toMap(
                        at -> Duration.between(down, at).toSeconds(), once -> 1, Integer::sum, TreeMap::new));
        System.out.printf(Locale.ROOT, "connects at the gateway by second since it was told to stop: %s%n", bySecond);
        assertThat(connects).hasSizeGreaterThanOrEqualTo(CLIENTS);
        assertThat(Collections.max(bySecond.values())).isLessThanOrEqualTo(MOST_A_SECOND);
    }

    private static void print(Footprint before, Footprint now) {
        long each = (now.liveHeap() - before.liveHeap()) / CLIENTS;
        System.out.printf(
                Locale.ROOT,
                "the dashboard with %d relay connections: heap %d KiB for each; RSS %d MiB, %d MiB before%n",
                CLIENTS,
                each / 1024,
                now.resident() >> 20,
                before.resident() >> 20);
        assertThat(each).isLessThan(MOST_HEAP);
    }
}
