package dev.missioncontrol.examples.dashboard;

import dev.missioncontrol.auth.NewUser;
import dev.missioncontrol.auth.SignInAttempt;
import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.config.AuthSettings;
import dev.missioncontrol.auth.http.CookieReading;
import dev.missioncontrol.core.audit.AuditSigner;
import dev.missioncontrol.core.audit.archive.FileAuditSignerStore;
import dev.missioncontrol.core.device.ConnectClaims;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.examples.dashboard.Overheard.Channel;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.FileDeviceIdentityStore;
import dev.missioncontrol.gateway.FileGatewayTokenStore;
import dev.missioncontrol.gateway.Hello;
import dev.missioncontrol.gateway.LinkRequest;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.StoredToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What objects that hold secrets print, and what exceptions about secrets say. */
final class CanaryStrings {
    private static final URI GATEWAY = URI.create("ws://127.0.0.1:18789");

    private CanaryStrings() {}

    static void print(Canaries canaries, Overheard overheard) throws IOException {
        objects(canaries).forEach(object -> overheard.note(Channel.STRINGS, object));
        failures(canaries, overheard);
    }

    private static List<Object> objects(Canaries canaries) throws IOException {
        String text = canaries.make("secret in an object");
        Secret secret = Secret.of(text);
        DeviceIdentity identity = DeviceIdentity.generate(new SecureRandom());
        AuditSigner signer = AuditSigner.generate(new SecureRandom());
        canaries.keep("seed in an object", base64(identity.revealSeed()));
        canaries.keep("seed of a signer in an object", base64(signer.revealSeed()));
        InetSocketAddress socket = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        Headers headers = Headers.of(Map.of("Cookie", List.of("mc-session=" + text), "x-api-key", List.of(text)));
        return List.of(
                AuthSettings.read(Map.of("AUTH_PASS", text, "API_KEY", text)),
                secret,
                identity,
                signer,
                headers,
                new RequestFacts("GET", "/?token=" + text, headers, socket, Scheme.HTTP, Set.of()),
                new ConnectClaims("id", "ui", "operator", List.of(), secret, "web", ""),
                new Credential.SharedToken(secret),
                new Credential.Password(secret),
                new Credential.DeviceToken(secret),
                new StoredToken(secret, Set.of()),
                new LinkRequest(
                        GATEWAY,
                        Map.of("Authorization", text),
                        identity,
                        ClientProfile.backend("Test", "1"),
                        Access.fullOperator(),
                        new Credential.SharedToken(secret),
                        Duration.ofSeconds(1)),
                new Hello(
                        4,
                        Access.fullOperator(),
                        secret,
                        "{\"auth\":\"" + text + "\"}",
                        Duration.ofSeconds(1),
                        1,
                        "",
                        "",
                        null),
                new NewUser(new UserId("eve"), "Eve", Role.VIEWER, secret),
                SignInAttempt.of(text, text, new Source(InetAddress.getLoopbackAddress(), ""))
                        .replacing(secret),
                new CookieReading.Presented(secret));
    }

    private static void failures(Canaries canaries, Overheard overheard) throws IOException {
        String text = canaries.make("secret in a failure");
        SecureRandom random = new SecureRandom();
        Path damaged = Files.createTempFile(
                "damaged", ".key", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(damaged, "mission-control audit signer 1\n" + text + "\n");
        FileGatewayTokenStore tokens = new FileGatewayTokenStore(damaged);
        DeviceId device = new DeviceId("0".repeat(64));
        overheard.failure(() -> new FileAuditSignerStore(damaged, random).load());
        overheard.failure(() -> new FileDeviceIdentityStore(damaged, random).load());
        overheard.failure(() -> tokens.find("x", device, ClientRole.OPERATOR));
        overheard.failure(() -> {
            tokens.save("x", device, ClientRole.OPERATOR, new StoredToken(Secret.of(text + "\n"), Set.of()));
            return tokens;
        });
        overheard.failure(() -> GatewayTokenStore.nameOf(URI.create("ws://user:" + text + "@localhost:1")));
        overheard.failure(() -> new Digest(text));
        overheard.failure(() -> AuditSigner.ofSeed(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        overheard.failure(() -> DashboardConfig.of(List.of("--" + text), Map.of()));
        overheard.failure(() -> DashboardConfig.of(List.of("--port", text), Map.of()));
        overheard.failure(() -> DashboardConfig.of(List.of(), Map.of("AUTH_PASS_B64", text + "!")));
        overheard.failure(() -> DashboardConfig.of(List.of(), Map.of("AUTH_PASS_B64", "YQ==", "AUTH_PASS", text)));
        Files.delete(damaged);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
