package dev.missioncontrol.fakegateway.internal.connect;

import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.PayloadVersion;
import dev.missioncontrol.core.device.ProofFault;
import dev.missioncontrol.core.device.ProofVerdict;
import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.fakegateway.internal.connect.ConnectVerdict.Admitted;
import dev.missioncontrol.fakegateway.internal.connect.ConnectVerdict.Dropped;
import dev.missioncontrol.fakegateway.internal.connect.ConnectVerdict.Refused;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.pairing.PairingBook;
import dev.missioncontrol.fakegateway.internal.pairing.SetupCodes;
import dev.missioncontrol.fakegateway.internal.schema.Shape;
import dev.missioncontrol.fakegateway.internal.schema.WireShapes;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges {@code connect} requests in the gateway's own order: schema, protocol, role, Origin, missing device, device
 * proof, credentials, pairing.
 */
public final class ConnectJudge {
    private static final Set<PayloadVersion> BOTH = Set.of(PayloadVersion.V3, PayloadVersion.V2);

    private final Shape shape = WireShapes.connect();
    private final SharedLogin shared;
    private final OriginRule origins;
    private final InstantSource clock;
    private final Login login;
    private final SetupStep setup;
    private final PairingStep pairing;
    private final Optional<ProxyLogin> proxy;

    /**
     * A judge over these records.
     *
     * @param silently whether this gateway approves clients of its own machine without a person
     * @param userHeader where a trusted proxy names the person; empty if none is trusted
     */
    public ConnectJudge(
            SharedLogin shared,
            Set<String> allowedOrigins,
            InstantSource clock,
            PairingBook book,
            SetupCodes setupCodes,
            boolean silently,
            Optional<String> userHeader) {
        this.shared = shared;
        this.origins = new OriginRule(allowedOrigins);
        this.clock = clock;
        this.login = new Login(shared, book);
        this.pairing = new PairingStep(book, silently);
        this.setup = new SetupStep(setupCodes, book, pairing);
        this.proxy = userHeader.map(ProxyLogin::new);
    }

    /** Judges one request. */
    public ConnectVerdict judge(Object params, Upgrade upgrade, Challenge challenge) {
        Optional<String> fault = shape.fault(params, "");
        if (fault.isPresent() || !(params instanceof JsonObject object)) {
            return refused(Refusal.invalid("connect parameters refused: " + fault.orElse("no object")));
        }
        ConnectRequest request = ConnectRequest.of(object);
        if (request.role().equals("worker") || request.client().clientMode().equals("worker")) {
            return new Dropped();
        }
        return ProtocolRule.refusal(request)
                .or(() -> roleRefusal(request))
                .or(() -> origins.refusal(request.client(), upgrade.origin()))
                .<ConnectVerdict>map(Refused::new)
                .orElseGet(() -> judgeIdentity(request, upgrade, challenge));
    }

    private ConnectVerdict judgeIdentity(ConnectRequest request, Upgrade upgrade, Challenge challenge) {
        Optional<Refusal> unnamed = proxy.flatMap(known -> known.refusal(upgrade));
        if (unnamed.isPresent()) {
            return refused(unnamed.get());
        }
        Optional<String> user = proxy.flatMap(known -> known.user(upgrade));
        if (user.isPresent() && request.device().isEmpty()) {
            return DevicelessRule.named(request, user.get());
        }
        return judgeDevice(request, upgrade, challenge, user);
    }

    private ConnectVerdict judgeDevice(
            ConnectRequest request, Upgrade upgrade, Challenge challenge, Optional<String> user) {
        if (request.device().isEmpty()) {
            return new DevicelessRule(shared).judge(request, upgrade);
        }
        ProofVerdict proof = challenge.verify(request.device().get(), request.claims(), BOTH, clock.instant());
        if (proof instanceof ProofVerdict.Proven proven) {
            return user.isPresent()
                    ? pairing.judge(request, upgrade, proven.device(), ProxyLogin.METHOD, user)
                    : setup.judge(request, upgrade, proven.device())
                            .orElseGet(() -> judgeLogin(request, upgrade, proven.device()));
        }
        return refused(proofRefusal(((ProofVerdict.Refused) proof).fault()));
    }

    private ConnectVerdict judgeLogin(ConnectRequest request, Upgrade upgrade, VerifiedDevice device) {
        if (shared.holds(request.credentials())) {
            return pairing.judge(request, upgrade, device, shared.mode().wireName(), Optional.empty());
        }
        Optional<Refusal> refusal = login.refusal(request, device);
        return refusal.isPresent()
                ? refused(refusal.get())
                : pairing.judge(request, upgrade, device, Login.DEVICE_TOKEN, Optional.empty());
    }

    private static Optional<Refusal> roleRefusal(ConnectRequest request) {
        boolean known = List.of("operator", "node").contains(request.role());
        return known ? Optional.empty() : Optional.of(Refusal.invalid("this role does not exist"));
    }

    private static Refusal proofRefusal(ProofFault fault) {
        JsonObject details = new JsonObject().with("code", fault.code()).with("reason", fault.reason());
        return Refusal.coded("INVALID_REQUEST", "device proof refused: " + fault.reason(), details);
    }

    private static ConnectVerdict refused(Refusal refusal) {
        return new Refused(refusal);
    }

    /** The scopes of a socket: each requested one once, cut by the header if there is one. */
    static List<String> live(List<String> requested, Upgrade upgrade) {
        return requested.stream()
                .distinct()
                .filter(scope ->
                        upgrade.scopeCap().map(cap -> cap.contains(scope)).orElse(true))
                .toList();
    }

    static Admitted admitted(Admission admission) {
        return new Admitted(admission);
    }
}
