package dev.missioncontrol.testkit;

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
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.Pairings;
import dev.missioncontrol.trust.RoleCeilings;
import dev.missioncontrol.trust.Tombstone;
import dev.missioncontrol.trust.TrustRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every combination of people, devices, places, requests and records that a policy is asked about. */
final class PolicyCases {
    static final Pairing UNPAIRED = new Pairing.Unpaired();
    static final Pairing REVOKED = new Pairing.Revoked(Instant.EPOCH);

    private static final UserId ALICE = new UserId("alice");
    private static final DeviceTraits TRAITS = new DeviceTraits("macos", "Mac", "Laptop", "cli", "cli");
    private static final List<Access> REQUESTS =
            List.of(Access.operator(Scope.READ), Access.operator(Scope.READ, Scope.APPROVALS), Access.fullOperator());
    private static final List<Subject> SUBJECTS = List.of(
            Subject.anonymous(),
            person(Role.VIEWER, Access.fullOperator()),
            person(Role.OPERATOR, Access.fullOperator()),
            person(Role.ADMIN, Access.fullOperator()),
            person(Role.ADMIN, Access.operator(Scope.READ)));

    private final VerifiedDevice device = prove();
    private final List<Peer> peers = peers();

    /** All of them; the request of each is an effective one. */
    List<PolicyCase> all() {
        List<PolicyCase> cases = new ArrayList<>();
        for (TrustRequest request : requests()) {
            for (Pairing ofDevice : request.device() == null ? List.of(UNPAIRED) : deviceRecords()) {
                for (Pairing ofUser :
                        request.subject() instanceof Subject.Authenticated ? records() : List.of(UNPAIRED)) {
                    records()
                            .forEach(ofBackend ->
                                    cases.add(new PolicyCase(request, new Pairings(ofDevice, ofUser, ofBackend))));
                }
            }
        }
        return cases;
    }

    /** Records that speak for the request as loudly as records can. */
    static Pairings everythingPaired(TrustRequest request) {
        Pairing full = paired(Access.fullOperator(), null);
        Pairing own =
                request.subject() instanceof Subject.Authenticated who ? paired(Access.fullOperator(), who.id()) : full;
        return new Pairings(
                request.device() == null ? UNPAIRED : own,
                request.subject() instanceof Subject.Authenticated ? full : UNPAIRED,
                full);
    }

    private List<TrustRequest> requests() {
        List<TrustRequest> requests = new ArrayList<>();
        for (Subject subject : SUBJECTS) {
            for (Peer peer : peers) {
                for (Access asked : REQUESTS) {
                    Access effective = RoleCeilings.standard().effective(subject, asked);
                    if (!effective.isEmpty()) {
                        requests.add(new TrustRequest(subject, null, null, peer, effective));
                        requests.add(new TrustRequest(subject, device, TRAITS, peer, effective));
                    }
                }
            }
        }
        return requests;
    }

    private static List<Pairing> records() {
        return List.of(
                UNPAIRED, paired(Access.fullOperator(), null), paired(Access.operator(Scope.READ), null), REVOKED);
    }

    private static List<Pairing> deviceRecords() {
        List<Pairing> records = new ArrayList<>(records());
        records.add(paired(Access.fullOperator(), ALICE));
        records.add(paired(Access.operator(Scope.READ), ALICE));
        records.add(paired(Access.fullOperator(), new UserId("somebody else")));
        records.add(new Pairing.Unpaired(new Tombstone(Instant.EPOCH, Instant.EPOCH, "root")));
        return records;
    }

    private static Pairing paired(Access access, @Nullable UserId holder) {
        return new Pairing.Paired(access, Instant.EPOCH, Set.of(new UserId("root")), holder, TRAITS);
    }

    private static Subject person(Role role, Access cap) {
        return new Subject.Authenticated(ALICE, role, SignIn.PASSWORD, cap);
    }

    private static List<Peer> peers() {
        InetAddress far = Cidr.of("192.0.2.7").network();
        InetAddress near = Cidr.of("127.0.0.1").network();
        RequestFacts local = new RequestFacts(
                "GET",
                "/",
                Headers.empty().with("Host", "127.0.0.1:8080"),
                new InetSocketAddress(near, 50_000),
                Scheme.WS,
                Set.of(ListenerTrait.TRUST_LOOPBACK));
        return List.of(
                new Peer.Direct(far),
                new Peer.Direct(near),
                new Peer.Proxied(near, Optional.of(far)),
                Peer.classify(local, TrustedProxies.none()));
    }

    private static VerifiedDevice prove() {
        Instant now = Instant.EPOCH;
        SecureRandom random = new SecureRandom();
        ConnectClaims claims = new ConnectClaims("cli", "cli", "operator", List.of(), null, "macos", "Mac");
        Challenge challenge = Challenge.fresh(random, now);
        ProofVerdict verdict = challenge.verify(
                DeviceIdentity.generate(random).sign(claims, challenge, PayloadVersion.V3),
                claims,
                Set.of(PayloadVersion.V3),
                now);
        if (verdict instanceof ProofVerdict.Proven proven) {
            return proven.device();
        }
        throw new AssertionError("a device of the kit could not prove itself: " + verdict);
    }
}
