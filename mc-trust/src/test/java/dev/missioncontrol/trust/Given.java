package dev.missioncontrol.trust;

import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.ConnectClaims;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.device.PayloadVersion;
import dev.missioncontrol.core.device.ProofVerdict;
import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.ListenerTrait;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Cidr;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.net.TrustedProxies;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts for tests: people, proven devices, requests. */
final class Given {
    public static final DeviceTraits LAPTOP = new DeviceTraits("macos", "Mac", "Laptop", "dashboard", "ui");
    public static final Peer REMOTE = new Peer.Direct(Cidr.of("192.0.2.7").network());

    private Given() {}

    /** A process of this machine, on a listener marked for it. */
    public static Peer loopback() {
        RequestFacts local = new RequestFacts(
                "GET",
                "/",
                Headers.empty().with("Host", "127.0.0.1:8080"),
                new InetSocketAddress(Cidr.of("127.0.0.1").network(), 50_000),
                Scheme.WS,
                Set.of(ListenerTrait.TRUST_LOOPBACK));
        return Peer.classify(local, TrustedProxies.none());
    }

    public static Subject.Authenticated person(String name, Role role) {
        return new Subject.Authenticated(new UserId(name), role, SignIn.PASSWORD, Access.fullOperator());
    }

    public static Subject.Authenticated alice() {
        return person("alice", Role.OPERATOR);
    }

    public static Subject.Authenticated admin() {
        return person("root", Role.ADMIN);
    }

    /** The device whose key is made of this seed, proven by a real signature. */
    public static VerifiedDevice device(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        DeviceIdentity identity = DeviceIdentity.ofSeed(bytes);
        ConnectClaims claims = new ConnectClaims("cli", "cli", "operator", List.of(), null, "linux", "");
        Challenge challenge = new Challenge("nonce-" + seed, ManualClock.NOON.toEpochMilli());
        ProofVerdict verdict = challenge.verify(
                identity.sign(claims, challenge, PayloadVersion.V3),
                claims,
                Set.of(PayloadVersion.V3),
                ManualClock.NOON);
        return ((ProofVerdict.Proven) verdict).device();
    }

    /** A helper of this machine that asks for these scopes. */
    public static TrustRequest helper(VerifiedDevice device, Access requested) {
        return new TrustRequest(Subject.anonymous(), device, LAPTOP, loopback(), requested);
    }

    public static TrustRequest request(Subject subject, @Nullable VerifiedDevice device, Scope... scopes) {
        return new TrustRequest(subject, device, device == null ? null : LAPTOP, REMOTE, Access.operator(scopes));
    }
}
