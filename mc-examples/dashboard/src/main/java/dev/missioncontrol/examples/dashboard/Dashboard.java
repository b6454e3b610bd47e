package dev.missioncontrol.examples.dashboard;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.config.AuthSettings;
import dev.missioncontrol.auth.http.Door;
import dev.missioncontrol.auth.http.servlet.ServletDoor;
import dev.missioncontrol.auth.limit.Rate;
import dev.missioncontrol.auth.limit.RequestThrottle;
import dev.missioncontrol.auth.limit.Workload;
import dev.missioncontrol.auth.session.SessionRules;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.device.Challenges;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.examples.dashboard.gateway.BackendLink;
import dev.missioncontrol.examples.dashboard.gateway.DataFolder;
import dev.missioncontrol.examples.dashboard.gateway.EmbeddedGateway;
import dev.missioncontrol.examples.dashboard.gateway.GatewayPlace;
import dev.missioncontrol.examples.dashboard.gateway.RemoteGateway;
import dev.missioncontrol.examples.dashboard.socket.JavalinRelay;
import dev.missioncontrol.examples.dashboard.web.AuditRoutes;
import dev.missioncontrol.examples.dashboard.web.DeviceProofs;
import dev.missioncontrol.examples.dashboard.web.DeviceRoutes;
import dev.missioncontrol.examples.dashboard.web.ExternalRoutes;
import dev.missioncontrol.examples.dashboard.web.KeyRoutes;
import dev.missioncontrol.examples.dashboard.web.PairingRoutes;
import dev.missioncontrol.examples.dashboard.web.PasswordRoutes;
import dev.missioncontrol.examples.dashboard.web.PolicyRoutes;
import dev.missioncontrol.examples.dashboard.web.SessionRoutes;
import dev.missioncontrol.examples.dashboard.web.SignInRoutes;
import dev.missioncontrol.examples.dashboard.web.TrustRoutes;
import dev.missioncontrol.examples.dashboard.web.TrustedCallers;
import dev.missioncontrol.examples.dashboard.web.UserRoutes;
import dev.missioncontrol.examples.dashboard.web.Visitors;
import dev.missioncontrol.examples.dashboard.web.WebServer;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.FileDeviceIdentityStore;
import dev.missioncontrol.gateway.FileGatewayTokenStore;
import dev.missioncontrol.gateway.netty.NettyTransport;
import dev.missioncontrol.gateway.spi.DeviceIdentityStore;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import dev.missioncontrol.jdbc.JdbcDatabase;
import dev.missioncontrol.relay.AuthCallers;
import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.Upstream;
import dev.missioncontrol.trust.RevocationFeed;
import io.javalin.config.RoutesConfig;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A running dashboard. {@link #start} is the wiring: five objects and how they hold on to each other. Read it from top
 * to bottom.
 */
public final class Dashboard implements AutoCloseable {
    private static final String VERSION = "0.1.0";

    /** The page of an admin asks for seven lists at a time, and several people may sit behind one address. */
    private static final Map<Workload, Rate> RATES = Map.of(Workload.READ, Rate.perMinute(600));

    private final GatewayPlace place;
    private final WebServer web;
    private final Optional<Secret> firstPassword;
    private final Closing closing;

    private Dashboard(GatewayPlace place, WebServer web, Optional<Secret> firstPassword, Closing closing) {
        this.place = place;
        this.web = web;
        this.firstPassword = firstPassword;
        this.closing = closing;
    }

    /** Starts everything; what was started is stopped again if something cannot be. */
    public static Dashboard start(DashboardConfig config) {
        Closing closing = new Closing();
        try {
            return wire(config, closing);
        } catch (RuntimeException failed) {
            closing.close();
            throw failed;
        }
    }

    private static Dashboard wire(DashboardConfig config, Closing closing) {
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        DataFolder data = DataFolder.open(config.data());

        // 1. The stores: where everything stays, each effect together with its audit record.
        JdbcDatabase stores = closing.later(JdbcDatabase.sqlite(data.file("mission-control.db"), clock));
        AuditLog audit = new AuditLog(stores, stores);
        closing.later(AuditKeeping.over(stores, data, config.settings().auditRetention(), clock, random)
                .start());
        RevocationFeed revocations = closing.later(RevocationFeed.follow(stores, RevocationFeed.HEARTBEAT));

        // 2. Trust: one policy decides, and can be switched. A revoked device takes its sign-ins with it.
        Tokens tokens = new Tokens(random);
        Sessions sessions = new Sessions(stores, stores.sessions(), SessionRules.STANDARD, tokens, clock);
        TrustParts trust = TrustParts.over(
                stores, clock, tokens, (tx, device, by) -> sessions.endBound(tx, device, new Actor(by)));
        closing.later(trust.engine());

        // 3. Sign-in: who is calling? An account that is shut takes what its devices hold with it.
        SignInParts signIn = SignInParts.over(
                stores,
                clock,
                random,
                sessions,
                trust.devices(),
                config.settings().proxies());
        config.settings().apiKey().ifPresent(signIn::adopt);
        ExternalParts external = ExternalParts.over(config.settings(), stores, signIn);
        Optional<Secret> firstPassword = new FirstRun(signIn.bootstrap(), tokens).prepare(config.firstAdmin());

        // 4. The gateway: one device, paired once, kept by this backend.
        GatewayPlace place = closing.later(place(config, data, clock, random));
        DeviceIdentity identity = identity(new FileDeviceIdentityStore(data.file("device.key"), random));
        GatewayTokenStore gatewayTokens = new FileGatewayTokenStore(data.file("gateway-tokens.json"));
        GatewayTransport transport = closing.later(NettyTransport.builder().build());
        ClientProfile profile =
                ClientProfile.backend("Mission Control " + identity.id().shortForm(), VERSION);
        BackendLink link = closing.later(new BackendLink(
                place, identity, gatewayTokens, transport, trust.backend(), profile, config.askAgain()));

        // 5. The relay: what browsers and programs connect to as if it were the gateway.
        GatewayRelay relay = GatewayRelay.builder(
                        trust.engine(),
                        new AuthCallers(signIn.authenticator()),
                        Upstream.device(place.endpoint(), identity, profile, gatewayTokens, transport))
                .audit(audit)
                .revocations(revocations)
                .desks(trust.desk(), trust.devices(), trust.deviceTokens())
                .listener(new SeenDevices(trust.devices()))
                .clock(clock)
                .random(random)
                .build();

        // And the web around them.
        JavalinRelay socket = closing.later(new JavalinRelay(relay, Dashboard::facts));
        WebServer web = closing.later(new WebServer(
                door(config.settings(), tokens),
                socket,
                routes(signIn, external, trust, link, audit, clock, new Challenges(random, clock))));
        closing.later(relay);
        web.start(config.port());
        link.start();
        return new Dashboard(place, web, firstPassword, closing);
    }

    private static Door door(AuthSettings settings, Tokens tokens) {
        return Door.of(settings.guard().limitingBody(WebServer.LONGEST_BODY), settings.headers(), tokens)
                .servingPages(path -> !path.startsWith("/api/") && !path.equals("/gateway"))
                .limiting(new RequestThrottle(RATES, System::nanoTime), Map.of("/api/health", Workload.PROBE));
    }

    private static RequestFacts facts(HttpServletRequest upgrade) {
        return ServletDoor.passage(upgrade).facts();
    }

    private static List<Consumer<RoutesConfig>> routes(
            SignInParts signIn,
            ExternalParts external,
            TrustParts trust,
            BackendLink link,
            AuditLog audit,
            InstantSource clock,
            Challenges challenges) {
        Visitors visitors = new Visitors(signIn.authenticator());
        DeviceProofs proofs = new DeviceProofs(challenges, visitors);
        TrustedCallers callers = new TrustedCallers(trust.engine(), proofs);
        return List.of(
                new SignInRoutes(signIn.desk(), visitors)::mount,
                new ExternalRoutes(external.proxy(), external.provider())::mount,
                new PasswordRoutes(signIn.passwords(), visitors)::mount,
                new TrustRoutes(link, trust.backend(), audit, visitors, trust.engine())::mount,
                new PolicyRoutes(trust.modes(), visitors, proofs)::mount,
                proofs::mount,
                new PairingRoutes(trust.desk(), trust.pairings(), visitors, proofs)::mount,
                new DeviceRoutes(trust.devices(), trust.deviceTokens(), visitors, proofs)::mount,
                new SessionRoutes(signIn.sessions(), visitors, callers)::mount,
                new UserRoutes(signIn.users(), visitors, callers)::mount,
                new KeyRoutes(signIn.keys(), visitors, callers)::mount,
                new AuditRoutes(audit, visitors, clock)::mount);
    }

    /** Where the page is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + web.port());
    }

    /** The administrator's password, if this start made one: to be shown once. */
    public Optional<Secret> firstPassword() {
        return firstPassword;
    }

    /** The gateway behind it. */
    public GatewayPlace gateway() {
        return place;
    }

    @Override
    public void close() {
        closing.close();
    }

    private static GatewayPlace place(
            DashboardConfig config, DataFolder data, InstantSource clock, SecureRandom random) {
        if (config.gateway().isEmpty()) {
            return EmbeddedGateway.start(data, clock, random);
        }
        DashboardConfig.GatewayAddress remote = config.gateway().get();
        try {
            return RemoteGateway.of(remote.endpoint(), remote.tokenFile());
        } catch (IOException e) {
            throw new UncheckedIOException("the token file cannot be read: " + remote.tokenFile(), e);
        }
    }

    /** A new identity only where there never was one: it would have to be paired anew. */
    private static DeviceIdentity identity(DeviceIdentityStore store) {
        return store.load().orElseGet(store::create);
    }
}
