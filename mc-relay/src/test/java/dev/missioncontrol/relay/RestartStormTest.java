package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.GatewayClient;
import dev.missioncontrol.gateway.GatewayState;
import dev.missioncontrol.gateway.Reply;
import dev.missioncontrol.gateway.netty.NettyTransport;
import dev.missioncontrol.relay.netty.Swarm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand clients of ours at the relay, and the gateway restarts under them. */
class RestartStormTest {
    private static final int CLIENTS = 1_000;
    private static final int AT_ONCE = 32;
    private static final int TURNED_AWAY = 400;
    private static final int MOST_A_SECOND = 250;
    private static final Duration LEAST_SPREAD = Duration.ofSeconds(10);
    private static final long MOST_HEAP = 256 * 1024;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final NettyTransport transport = NettyTransport.builder().build();
    private final List<GatewayClient> clients = new ArrayList<>();
    private RelayWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new RelayWorld();
    }

    @AfterEach
    void close() {
        clients.forEach(GatewayClient::close);
        transport.close();
        world.close();
    }

    @Test
    @Timeout(300)
    void thousand_clients_when_the_gateway_restarts_are_all_back_by_themselves_and_spread() throws Exception {
        long empty = heap();
        connect();
        long each = (heap() - empty) / CLIENTS;
        System.out.printf(
                Locale.ROOT,
                "%d connections: heap after collection %d KiB for each, of client, relay and gateway together; RSS %s%n",
                CLIENTS,
                each / 1024,
                rss());
        assertThat(each).isLessThan(MOST_HEAP);
        assertThat(world.comings.refused()).isZero();

        Instant down = Instant.now();
        world.gateway.restart(this::awaitThatManyAreTurnedAway);
        Instant up = Instant.now();
        world.comings.awaitClosed(CLIENTS);
        world.comings.awaitConnected(CLIENTS);

        Map<Long, Integer> bySecond = connectsBySecond(up);
        System.out.printf(
                Locale.ROOT,
                "the gateway was away for %d ms; then connects by second: %s; turned away %d times more%n",
                Duration.between(down, up).toMillis(),
                bySecond.values(),
                world.comings.refused());
        assertThat(bySecond.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(CLIENTS);
        assertThat(Collections.max(bySecond.values())).isLessThanOrEqualTo(MOST_A_SECOND);
        assertThat(Collections.max(bySecond.keySet())).isGreaterThanOrEqualTo(LEAST_SPREAD.toSeconds());
        everyClientWorks();
    }

    @Test
    void clients_when_the_gateway_is_away_are_not_told_to_come_back_at_one_moment() throws Exception {
        Secret key = world.key("vera", Role.VIEWER);
        world.gateway.stop();
        try (Swarm swarm = new Swarm()) {
            List<Swarm.Member> members = Stream.generate(() -> swarm.join(
                            world.url(), Map.of(), challenge -> RelayWorld.connectFrame(key, "operator.read")))
                    .limit(AT_ONCE)
                    .toList();
            List<Long> waits = new ArrayList<>();
            for (Swarm.Member member : members) {
                JsonNode error =
                        member.hello().get(LONG.toSeconds(), TimeUnit.SECONDS).path("error");
                assertThat(error.at("/details/code").asText()).isEqualTo("RELAY_GATEWAY_UNAVAILABLE");
                waits.add(error.path("retryAfterMs").asLong());
            }
            assertThat(waits).allMatch(wait -> wait >= 1_000).anyMatch(wait -> wait > 1_000);
        }
    }

    private void connect() throws InterruptedException {
        DeviceIdentity device = DeviceIdentity.generate(world.random);
        Secret key = world.key("vera", Role.VIEWER);
        for (int from = 0; from < CLIENTS; from += AT_ONCE) {
            List<GatewayClient> wave = new ArrayList<>();
            for (int i = from; i < Math.min(CLIENTS, from + AT_ONCE); i++) {
                GatewayClient client = client(device, key);
                clients.add(client);
                wave.add(client);
                client.start();
            }
            for (GatewayClient client : wave) {
                assertThat(client.awaitReady(LONG)).isTrue();
            }
        }
        world.comings.awaitConnected(CLIENTS);
    }

    /** As the gateway's own helpers are: without a row in its list of who is present. */
    private GatewayClient client(DeviceIdentity device, Secret key) {
        ClientProfile helper = ClientProfile.backend("Storm", "1.0").toBuilder()
                .client("gateway-client", "backend")
                .build();
        return GatewayClient.builder(world.url(), device)
                .profile(helper)
                .access(Access.operator(Scope.READ))
                .credential(new Credential.SharedToken(key))
                .transport(transport)
                .random(world.random)
                .build();
    }

    private void awaitThatManyAreTurnedAway() {
        try {
            world.comings.awaitRefused(TURNED_AWAY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** When the gateway let each of those in who are there now, in seconds since it is back. */
    private Map<Long, Integer> connectsBySecond(Instant up) {
        return world.relay.clients().stream()
                .filter(client -> !client.since().isBefore(up))
                .collect(Collectors.toMap(
                        client -> Duration.between(up, client.since()).toSeconds(),
                        once -> 1,
                        Integer::sum,
                        TreeMap::new));
    }

    private void everyClientWorks() throws Exception {
        List<CompletionStage<Reply>> replies = new ArrayList<>();
        for (GatewayClient client : clients) {
            assertThat(client.awaitReady(LONG)).isTrue();
            replies.add(client.call("health", "{}", LONG));
        }
        for (CompletionStage<Reply> reply : replies) {
            assertThat(reply.toCompletableFuture().get(LONG.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(Reply.Result.class);
        }
        assertThat(clients).allMatch(client -> client.state() instanceof GatewayState.Ready);
    }

    private static long heap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static String rss() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown")
                : "unknown";
    }
}
