package dev.missioncontrol.relay;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.NewUser;
import dev.missioncontrol.auth.SignInDesk;
import dev.missioncontrol.auth.UserChange;
import dev.missioncontrol.auth.Users;
import dev.missioncontrol.auth.http.Authenticator;
import dev.missioncontrol.auth.http.RequestGuard;
import dev.missioncontrol.auth.limit.LoginThrottle;
import dev.missioncontrol.auth.password.PasswordHasher;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.HostAllowlist;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.InMemoryGatewayTokenStore;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.StoredToken;
import dev.missioncontrol.relay.front.ControlUiFront;
import dev.missioncontrol.relay.front.DeskSignIns;
import dev.missioncontrol.relay.front.GatewayPages;
import dev.missioncontrol.relay.netty.FrontServer;
import dev.missioncontrol.relay.netty.FrontServerBuilder;
import dev.missioncontrol.trust.spi.TrustPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A front over real sockets, before a relay to a fake gateway and the pages of a stub. */
final class FrontWorld implements AutoCloseable {
    static final String TOKEN = "device-token-of-the-backend";
    static final String PASSWORD = "correct horse battery";

    final StubPages stub = new StubPages();
    final RelayWorld world;
    final FrontServer server;
    private final Users users;
    private final HttpClient http = HttpClient.newHttpClient();

    FrontWorld(TrustPolicy policy) throws Exception {
        this(policy, upstream -> upstream, settings -> settings);
    }

    FrontWorld(TrustPolicy policy, UnaryOperator<Upstream> way, UnaryOperator<FrontServerBuilder> settings)
            throws Exception {
        world = new RelayWorld(policy);
        PasswordHasher hasher = PasswordHasher.argon2id(world.random);
        users = new Users(world.unit, world.users, world.sessions, hasher, world.clock);
        SignInDesk desk = new SignInDesk(
                world.unit, world.users, world.sessions, hasher, new LoginThrottle(System::nanoTime), world.tokens);
        Authenticator authenticator = new Authenticator(world.sessions, world.keys, world.users, TrustedProxies.none());
        GatewayPages pages = GatewayPages.of(way.apply(pagesOf(stub.endpoint())), world.engine);
        ControlUiFront front = ControlUiFront.of(new DeskSignIns(desk, authenticator), pages);
        server = settings.apply(FrontServer.builder(
                        front, world.relay, RequestGuard.of(HostAllowlist.ofCsv("127.0.0.1")), world.tokens))
                .start();
    }

    private Upstream pagesOf(URI endpoint) {
        InMemoryGatewayTokenStore tokens = new InMemoryGatewayTokenStore();
        tokens.save(
                GatewayTokenStore.nameOf(endpoint),
                world.backend.id(),
                ClientRole.OPERATOR,
                new StoredToken(Secret.of(TOKEN), Access.fullOperator().scopes()));
        return Upstream.device(
                endpoint, world.backend, ClientProfile.backend("Front test", "1.0"), tokens, world.transport);
    }

    /** Makes an account that signs in with {@link #PASSWORD}. */
    UserId account(String name, Role role) {
        UserId id = new UserId(name);
        UserChange made = users.create(Actor.system(), new NewUser(id, name, role, Secret.of(PASSWORD)));
        if (!(made instanceof UserChange.Done)) {
            throw new AssertionError("no account: " + made);
        }
        return id;
    }

    /** Makes an account and signs in; the cookie as a browser sends it. */
    String signedIn(String name, Role role) throws Exception {
        account(name, role);
        HttpResponse<String> in = signIn(name, PASSWORD);
        return in.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
    }

    HttpResponse<String> signIn(String name, String password) throws Exception {
        return send(form(ControlUiFront.SIGN_IN, "name=" + encoded(name) + "&password=" + encoded(password)));
    }

    /** A form of one of our own pages. */
    HttpRequest.Builder form(String path, String body) {
        return request(path)
                .header("Origin", origin())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** What a browser sends when somebody visits an address. */
    HttpRequest.Builder visit(String path) {
        return request(path)
                .header("Accept", "text/html,application/xhtml+xml")
                .header("Sec-Fetch-Dest", "document")
                .header("Sec-Fetch-Mode", "navigate");
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin() + path)).timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpClient http() {
        return http;
    }

    String origin() {
        return "http://127.0.0.1:" + server.address().getPort();
    }

    @Override
    public void close() {
        world.relay.close();
        server.close();
        world.close();
        stub.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
