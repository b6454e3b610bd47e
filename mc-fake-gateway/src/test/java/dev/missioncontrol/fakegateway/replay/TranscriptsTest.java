package dev.missioncontrol.fakegateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.fakegateway.FakeGateway;
import dev.missioncontrol.fakegateway.FakeGatewayBuilder;
import dev.missioncontrol.fakegateway.LocalPairing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sessions that were recorded at OpenClaw 2026.9.6, played against the fake gateway: its answers have the same shape.
 *
 * <p>The transcripts hold throw-away secrets. Health, presence and ticks are left out of them, and so is what long answers
 * say, which is marked {@code trimmed}.
 */
@Timeout(300)
class TranscriptsTest {
    /** What is not played here. */
    private static final Map<String, String> NOT_PLAYED = Map.of(
            "12-ticks-and-events", "a minute of ticks in real time; the client's own tests hear it",
            "24-shared-token-rotated-live", "the gateway's configuration is changed while it runs",
            "31-browser-token-and-shared-secret-change", "the gateway's configuration is changed while it runs");

    private static final String CANONICAL = "proofs are taken in their canonical form only";
    private static final String NO_LOCKOUT = "wrong secrets do not lock anybody out";
    private static final String OTHER_SECRET = "the gateway's secret was changed while the socket was open";

    private static FakeGatewayBuilder local(FakeGatewayBuilder gateway) {
        return gateway.sharedToken(Secret.of("tok-throwaway-0001"));
    }

    private static FakeGatewayBuilder behindProxy(FakeGatewayBuilder gateway) {
        return gateway.sharedToken(Secret.of("tok-throwaway-0002"))
                .trustForwardedFor()
                .allowOrigin("https://mc.example.test")
                .handshakeTimeout(Duration.ofSeconds(2));
    }

    private static FakeGatewayBuilder withPassword(FakeGatewayBuilder gateway) {
        return gateway.password(Secret.of("pw-throwaway-0003")).localPairing(LocalPairing.MANUAL);
    }

    static List<Scene> scenes() {
        return List.of(
                Scene.of("01-fresh-device-loopback", "02-reconnect-device-token", "03-scope-and-role-upgrade-loopback")
                        .at(18901, TranscriptsTest::local),
                Scene.of("04-client-matrix-loopback").at(18901, TranscriptsTest::local),
                Scene.of("05-no-device-loopback").at(18901, TranscriptsTest::local),
                locality(),
                Scene.of("07-remote-pairing-approve").at(18902, TranscriptsTest::behindProxy),
                Scene.of("08-remote-client-matrix").at(18902, TranscriptsTest::behindProxy),
                Scene.of("09-device-auth-errors")
                        .at(18901, TranscriptsTest::local)
                        .without("publicKey std base64 padded", CANONICAL)
                        .without("publicKey PEM", CANONICAL),
                logins(),
                Scene.of("11-frame-errors")
                        .at(18901, TranscriptsTest::local)
                        .at(18902, TranscriptsTest::behindProxy)
                        .without("binary", "what the client sent was not recorded"),
                Scene.of("13-live-scope-upgrade-and-token-rules").at(18901, TranscriptsTest::local),
                Scene.of("14-setup-code-bootstrap").at(18901, TranscriptsTest::local),
                trustedProxy(),
                Scene.of("16-setup-code-mobile-handoff").at(18902, TranscriptsTest::behindProxy),
                Scene.of("17-graceful-shutdown").at(18904, FakeGatewayBuilder::insecureNoLogin),
                restart(),
                Scene.of("20-vector-algorithm-live-check")
                        .at(18901, TranscriptsTest::local)
                        .at(18904, FakeGatewayBuilder::insecureNoLogin)
                        .without("std-b64", CANONICAL)
                        .without("std-b64-sig", CANONICAL),
                Scene.of("21-remote-pending-for-cli-before", "21-remote-pending-for-cli-after")
                        .at(18902, TranscriptsTest::behindProxy),
                Scene.of("22-browser-client-approved-flow")
                        .at(18902, TranscriptsTest::behindProxy)
                        .knowing("close admin", OTHER_SECRET),
                Scene.of("23-setup-code-profiles")
                        .at(18902, TranscriptsTest::behindProxy)
                        .knowing("close admin", OTHER_SECRET),
                Scene.of("25-rpc-on-admin-connection").at(18901, TranscriptsTest::local),
                Scene.of("26-mission-control-frames-vs-current-gateway").at(18901, TranscriptsTest::local),
                Scene.of("27-approval-authority-and-autoapprove-off")
                        .at(18901, TranscriptsTest::local)
                        .at(18902, gateway -> behindProxy(gateway).sharedToken(Secret.of("tok-throwaway-0002b")))
                        .at(18903, TranscriptsTest::withPassword)
                        .at(18904, FakeGatewayBuilder::insecureNoLogin),
                Scene.of("28-paths-ping-and-slow-consumer")
                        .at(18901, TranscriptsTest::local)
                        .without("/__openclaw__/worker", "the workers' own protocol is not spoken here"),
                Scene.of("29-silent-pairing-pruning").at(18901, TranscriptsTest::local),
                Scene.of("30-pending-expiry")
                        .at(18901, TranscriptsTest::local)
                        .at(18902, TranscriptsTest::behindProxy));
    }

    private static Scene locality() {
        String otherHost = "the test's client sends no Host header of its own";
        return Scene.of("06-locality-no-trusted-proxies")
                .at(18901, TranscriptsTest::local)
                .without(
                        "openclaw-control-ui/webchat@http://127.0.0.1:18901",
                        "no Control UI is served whose build could differ")
                .without("host-evil", otherHost)
                .without("host-lan", otherHost)
                .without("host-tsnet", otherHost)
                .without("ws://[::1]:18901", "the fake listens on 127.0.0.1 alone")
                .without("ws://127.0.0.2:18901", "nobody answered there");
    }

    private static Scene logins() {
        return Scene.of("10-auth-errors")
                .at(18901, TranscriptsTest::local)
                .at(18902, TranscriptsTest::behindProxy)
                .at(18903, TranscriptsTest::withPassword)
                .at(18904, FakeGatewayBuilder::insecureNoLogin)
                .without("remote wrong token #4", NO_LOCKOUT)
                .without("remote wrong token #5", NO_LOCKOUT)
                .without("remote right token while locked", NO_LOCKOUT);
    }

    private static Scene trustedProxy() {
        String why = "browser devices are not approved by a proxy's word (deviceAutoApprove)";
        return Scene.of("15-trusted-proxy-auth")
                .at(18905, gateway -> gateway.trustedProxy("x-forwarded-user").allowOrigin("https://mc.example.test"))
                .without("control-ui fresh (deviceAutoApprove)", why)
                .without("control-ui upgrade to write", why)
                .without("control-ui upgrade to admin", why)
                .without("control-ui fresh asks admin", why)
                .without("control-ui x-openclaw-scopes cap", why);
    }

    private static Scene restart() {
        Scene scene = Scene.of("18-sigusr2-restart").at(18902, TranscriptsTest::behindProxy);
        for (int i = 0; i < 20; i++) {
            scene = scene.without("try" + i, "the fake is back at once");
        }
        return scene;
    }

    @Test
    void transcripts_whenCounted_arePlayedOrNamedWithTheReason() throws Exception {
        TreeSet<String> there = new TreeSet<>();
        try (Stream<Path> files = Files.list(
                Path.of(TranscriptsTest.class.getResource("/transcripts").toURI()))) {
            files.map(file -> file.getFileName().toString().replace(".jsonl", ""))
                    .forEach(there::add);
        }
        TreeSet<String> known = new TreeSet<>(NOT_PLAYED.keySet());
        scenes().forEach(scene -> known.addAll(scene.transcripts()));

        assertThat(known).isEqualTo(there);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void session_whenPlayedAgain_isAnsweredInTheSameShape(Scene scene) {
        SceneClock clock = new SceneClock();
        Map<Integer, FakeGateway> gateways = scene.start(clock);
        Replay replay = new Replay(scene, gateways, clock);
        try {
            replay.play();
        } finally {
            gateways.values().forEach(FakeGateway::close);
        }
        assertThat(replay.differences()).isEmpty();
        assertThat(replay.compared()).isPositive();
    }
}
