package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.device.PayloadVersion;
import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.ListenerTrait;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.relay.netty.RelayServer;
import dev.missioncontrol.relay.netty.Swarm;
import dev.missioncontrol.trust.DeskResult;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.TrustPolicies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The story of the gateway's own helpers: one device that stays, a connection of its own for each call, and on each the
 * one scope that the call needs. On a listener that is marked for them nobody is asked; anywhere else somebody is.
 */
class LoopbackHelperTest {
    private static final Access CEILING =
            Access.operator(Scope.READ, Scope.WRITE, Scope.ADMIN, Scope.APPROVALS, Scope.QUESTIONS);

    private final DeviceIdentity helper = DeviceIdentity.ofSeed(new byte[32]);
    private final Swarm swarm = new Swarm();
    private RelayWorld world;
    private RelayServer marked;

    @BeforeEach
    void start() throws Exception {
        startWith(CEILING);
    }

    private void startWith(Access ceiling) throws Exception {
        world = new RelayWorld(
                TrustPolicies.anyOf(TrustPolicies.loopbackAutoApprove(ceiling), TrustPolicies.perDevice()));
        marked = world.listen(InetAddress.getLoopbackAddress(), ListenerTrait.TRUST_LOOPBACK);
    }

    @AfterEach
    void stop() {
        swarm.close();
        world.close();
    }

    @Test
    void helper_when_each_call_asks_for_another_scope_is_never_made_to_wait() throws Exception {
        assertThat(call("operator.read", "sessions.list").path("ok").asBoolean())
                .isTrue();
        assertThat(call("operator.write", "sessions.list").path("ok").asBoolean())
                .isTrue();
        assertThat(call("operator.admin", "sessions.list").path("ok").asBoolean())
                .isTrue();
        assertThat(call("operator.read", "sessions.list").path("ok").asBoolean())
                .isTrue();
        assertThat(reasons()).containsExactly("not-paired", "scope-upgrade", "scope-upgrade");
        assertThat(world.pairings.allPending()).isEmpty();
        assertThat(pairing().access()).isEqualTo(Access.operator(Scope.READ, Scope.WRITE, Scope.ADMIN));
        assertThat(pairing().approvedBy()).isEmpty();
        assertThat(world.recorded(AuditAction.PAIRING_AUTO_APPROVED))
                .allSatisfy(event -> assertThat(event.target())
                        .isEqualTo("device:" + helper.id().value()))
                .allSatisfy(event -> assertThat(event.detail()).containsEntry("address", "127.0.0.1"));
    }

    @Test
    void helper_when_it_asks_for_one_scope_gets_that_one_at_the_gateway() throws Exception {
        JsonNode hello = connect(marked, Map.of(), "operator.write");
        assertThat(hello.at("/payload/auth/scopes").toString()).isEqualTo("[\"operator.write\"]");
        assertThat(world.gateway.connections())
                .anySatisfy(connection -> assertThat(connection.toString()).contains("operator.write"));
        assertThat(call("operator.read", "sessions.create")
                        .at("/error/details/code")
                        .asText())
                .isEqualTo("MISSING_SCOPE");
    }

    @Test
    void helper_when_it_was_a_machine_before_becomes_an_operator_too() throws Exception {
        world.pair(helper.id(), new Access(ClientRole.NODE, Set.of()), null);
        assertThat(call("operator.read", "sessions.list").path("ok").asBoolean())
                .isTrue();
        assertThat(reasons()).containsExactly("role-upgrade");
        assertThat(pairing().access()).isEqualTo(Access.operator(Scope.READ));
    }

    @Test
    void helper_when_it_asks_for_more_than_the_ceiling_has_to_wait() throws Exception {
        world.close();
        startWith(Access.operator(Scope.READ, Scope.WRITE));
        call("operator.read", "sessions.list");
        assertWaits(connect(marked, Map.of(), "operator.admin"), "scope-upgrade");
        assertThat(reasons()).containsExactly("not-paired");
    }

    @Test
    void helper_when_its_device_was_revoked_is_refused_on_loopback_too() throws Exception {
        call("operator.read", "sessions.list");
        world.hostDesk().revoke(helper.id());
        assertThat(code(connect(marked, Map.of(), "operator.read"))).isEqualTo("AUTH_UNAUTHORIZED");
        world.hostDesk().forget(helper.id());
        assertWaits(connect(marked, Map.of(), "operator.read"), "not-paired");
        assertThat(reasons()).containsExactly("not-paired");
    }

    @Test
    void helper_when_it_proves_no_device_is_nobody() throws Exception {
        JsonNode answer = swarm.join(url(marked), Map.of(), challenge -> RelayWorld.connectFrame(null, "operator.read"))
                .hello()
                .get(10, TimeUnit.SECONDS);
        assertThat(code(answer)).isEqualTo("AUTH_TOKEN_MISSING");
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For, 203.0.113.7",
        "X-Forwarded-Proto, https",
        "X-Forwarded-Anything, at all",
        "Forwarded, for=203.0.113.7",
        "X-Real-IP, 203.0.113.7",
        "Cookie, theme=dark",
        "Origin, http://127.0.0.1",
        "Sec-Fetch-Site, same-origin",
        "Sec-Fetch-Mode, websocket",
        "Tailscale-User-Login, alice@example.com",
        "Host, gateway.example.com",
        "Host, 192.0.2.1"
    })
    void helper_when_a_header_speaks_of_a_proxy_or_a_browser_has_to_wait(String name, String value) throws Exception {
        Map<String, String> headers = Map.of(name, value);
        assertWaits(connect(marked, headers, "operator.read"), "not-paired");
        assertThat(reasons()).isEmpty();
        world.pair(helper.id(), Access.operator(Scope.READ), null);
        assertWaits(connect(marked, headers, "operator.admin"), "scope-upgrade");
        world.pair(helper.id(), new Access(ClientRole.NODE, Set.of()), null);
        assertWaits(connect(marked, headers, "operator.read"), "role-upgrade");
        assertThat(reasons()).isEmpty();
    }

    @Test
    void helper_when_the_listener_is_not_marked_has_to_wait() throws Exception {
        RelayServer unmarked = world.listen(InetAddress.getLoopbackAddress());
        assertWaits(connect(unmarked, Map.of(), "operator.read"), "not-paired");
        call("operator.read", "sessions.list");
        assertWaits(connect(unmarked, Map.of(), "operator.write"), "scope-upgrade");
        assertThat(connect(unmarked, Map.of(), "operator.read").path("ok").asBoolean())
                .isTrue();
        assertThat(reasons()).containsExactly("not-paired");
    }

    @Test
    void helper_when_it_comes_from_another_machine_s_address_has_to_wait() throws Exception {
        Optional<InetAddress> other = otherAddress();
        assumeTrue(other.isPresent(), "this machine has loopback addresses only");
        RelayServer wide = world.listen(other.get(), ListenerTrait.TRUST_LOOPBACK);
        assertWaits(connect(wide, Map.of("Host", "localhost"), "operator.read"), "not-paired");
        assertThat(reasons()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.7, false", "10.0.0.1, false", "127.0.0.1, true", "127.9.9.9, true"})
    void address_when_it_is_no_loopback_one_is_not_genuine(String address, boolean genuine) throws Exception {
        RequestFacts upgrade = new RequestFacts(
                "GET",
                "/gateway",
                Headers.of(Map.of("Host", List.of("localhost"))),
                new InetSocketAddress(InetAddress.getByName(address), 4_711),
                Scheme.HTTP,
                Set.of(ListenerTrait.TRUST_LOOPBACK));
        assertThat(Peer.classify(upgrade, TrustedProxies.none()) instanceof Peer.Loopback)
                .isEqualTo(genuine);
    }

    /** As the gateway's own helpers do: connect with one scope, call, go away. */
    private JsonNode call(String scope, String method) throws Exception {
        Swarm.Member member = join(marked, Map.of(), scope);
        JsonNode hello = member.hello().get(10, TimeUnit.SECONDS);
        assertThat(hello.path("ok").asBoolean()).as(hello.toString()).isTrue();
        JsonNode answer = member.call(method);
        member.leave();
        return answer;
    }

    private JsonNode connect(RelayServer server, Map<String, String> headers, String scope) throws Exception {
        return join(server, headers, scope).hello().get(10, TimeUnit.SECONDS);
    }

    private Swarm.Member join(RelayServer server, Map<String, String> headers, String scope) {
        return swarm.join(
                url(server),
                headers,
                challenge -> Proofs.connect(
                        helper, null, Proofs.challenge(RelayWorld.read(challenge)), PayloadVersion.V3, scope));
    }

    private static URI url(RelayServer server) {
        InetSocketAddress at = server.address();
        return URI.create("ws://" + at.getAddress().getHostAddress() + ":" + at.getPort() + "/gateway");
    }

    private void assertWaits(JsonNode answer, String reason) {
        assertThat(code(answer)).as(answer.toString()).isEqualTo("PAIRING_REQUIRED");
        assertThat(answer.at("/error/details/reason").asText()).isEqualTo(reason);
        String request = answer.at("/error/details/requestId").asText();
        assertThat(world.hostDesk().reject(request)).isInstanceOf(DeskResult.Done.class);
    }

    private List<String> reasons() {
        return world.recorded(AuditAction.PAIRING_AUTO_APPROVED).stream()
                .map(event -> String.valueOf(event.detail().get("reason")))
                .toList();
    }

    private Pairing.Paired pairing() {
        return (Pairing.Paired) world.pairings.find(new Owner.Device(helper.id()));
    }

    private static String code(JsonNode answer) {
        return answer.at("/error/details/code").asText();
    }

    private static Optional<InetAddress> otherAddress() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address.getAddress().length == 4 && !address.isLoopbackAddress())
                .findFirst();
    }
}
