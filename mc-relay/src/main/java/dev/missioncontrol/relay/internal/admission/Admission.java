package dev.missioncontrol.relay.internal.admission;

import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.device.PayloadVersion;
import dev.missioncontrol.core.device.ProofVerdict;
import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.relay.Caller;
import dev.missioncontrol.relay.Callers;
import dev.missioncontrol.relay.Identification;
import dev.missioncontrol.relay.internal.wire.ConnectFrame;
import dev.missioncontrol.trust.DenyReason;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.PendingPairing;
import dev.missioncontrol.trust.TrustDecision;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustRequest;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door: form, protocol, role, device proof, credentials and trust, in the gateway's own order. Thread-safe; calls
 * block on the embedder's sign-in, the engine and the stores.
 */
public final class Admission {
    private static final Logger log = LoggerFactory.getLogger(Admission.class);
    private static final Set<PayloadVersion> VERSIONS = EnumSet.allOf(PayloadVersion.class);

    private final TrustEngine engine;
    private final Callers callers;
    private final TrustedProxies proxies;
    private final Function<Standing, Introduction> introductions;
    private final Revocations revocations;
    private final InstantSource clock;

    /**
     * A door.
     *
     * @param introductions finds what the gateway is shown for an admitted client
     */
    public Admission(
            TrustEngine engine,
            Callers callers,
            TrustedProxies proxies,
            Function<Standing, Introduction> introductions,
            Revocations revocations,
            InstantSource clock) {
        this.engine = engine;
        this.callers = callers;
        this.proxies = proxies;
        this.introductions = introductions;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** Judges a client. Whatever throws in here refuses. */
    public Verdict judge(ConnectFrame connect, RequestFacts upgrade, Challenge challenge) {
        try {
            return judgeForm(connect, upgrade, challenge);
        } catch (RuntimeException failed) {
            log.error("a client was refused because its admission failed", failed);
            return refused(Refusals.unavailable("RELAY_UNAVAILABLE", "this server cannot decide now"));
        }
    }

    private Verdict judgeForm(ConnectFrame connect, RequestFacts upgrade, Challenge challenge) {
        if (!revocations.areFresh()) {
            return refused(Refusals.unavailable("RELAY_TRUST_STALE", "this server cannot see revocations now"));
        }
        long asOf = revocations.count();
        Optional<Refusal> objection = ClientRules.objection(connect);
        if (objection.isPresent()) {
            return refused(objection.get());
        }
        if (connect.device() == null) {
            return judgeCredentials(connect, upgrade, null, asOf);
        }
        ProofVerdict proof = challenge.verify(connect.device(), connect.claims(), VERSIONS, clock.instant());
        return proof instanceof ProofVerdict.Proven proven
                ? judgeCredentials(connect, upgrade, proven.device(), asOf)
                : refused(Refusals.proof(((ProofVerdict.Refused) proof).fault()));
    }

    private Verdict judgeCredentials(
            ConnectFrame connect, RequestFacts upgrade, @Nullable VerifiedDevice device, long asOf) {
        Optional<String> foreign = Presented.foreign(connect.auth());
        if (foreign.isPresent()) {
            return refused(Refusals.auth(foreign.get()));
        }
        Identification who =
                callers.identify(upgrade, Optional.ofNullable(connect.auth().token()));
        if (who instanceof Identification.Refused refused) {
            return refused(Refusals.auth(refused.code()));
        }
        Caller caller = who instanceof Identification.Known known ? known.caller() : null;
        Subject subject = caller == null ? Subject.anonymous() : caller.subject();
        if (caller != null && !callers.binds(caller, Optional.ofNullable(device).map(VerifiedDevice::id))) {
            return new Verdict.Refused(Refusals.auth(Identification.Refused.SIGN_IN), user(subject));
        }
        TrustRequest request = new TrustRequest(
                subject,
                device,
                device == null ? null : traits(connect.client()),
                Peer.classify(upgrade, proxies),
                requested(connect));
        TrustDecision decision = engine.decide(request);
        if (decision instanceof TrustDecision.Trusted trusted) {
            return admitted(new Standing(caller, request, trusted.access()), asOf);
        }
        return new Verdict.Refused(refusal(decision, subject, connect, upgrade), user(subject));
    }

    private Verdict admitted(Standing standing, long asOf) {
        Introduction introduction = introductions.apply(standing);
        if (introduction instanceof Introduction.Ready ready) {
            return new Verdict.Admitted(standing, ready, asOf);
        }
        Refusal refusal = introduction instanceof Introduction.NoName
                ? Refusals.auth("AUTH_VERIFIED_USER_REQUIRED")
                : Refusals.backendNotPaired("");
        return new Verdict.Refused(refusal, standing.user());
    }

    private static Refusal refusal(
            TrustDecision decision, Subject subject, ConnectFrame connect, RequestFacts upgrade) {
        if (decision instanceof TrustDecision.PairingRequired required) {
            PendingPairing first = required.pending().get(0);
            return first.owner() instanceof Owner.Backend
                    ? Refusals.backendNotPaired(isAdmin(subject) ? first.requestId() : "")
                    : Refusals.pairing(first, connect);
        }
        DenyReason why = ((TrustDecision.Denied) decision).reason();
        log.info("denied {}: {}", user(subject).map(UserId::value).orElse("nobody"), why);
        return subject instanceof Subject.Anonymous ? ofNobody(why, upgrade) : ofSomebody(why, connect);
    }

    /** Nobody is asked to become somebody, except where that would not help. */
    private static Refusal ofNobody(DenyReason why, RequestFacts upgrade) {
        return switch (why) {
            case DEVICE_REVOKED, VETOED -> Refusals.denied();
            case TOO_MANY_PENDING -> Refusals.unavailable("RELAY_UNAVAILABLE", "too many pairing requests are open");
            default ->
                Refusals.auth(Presented.isBrowser(upgrade) ? Identification.Refused.SIGN_IN : "AUTH_TOKEN_MISSING");
        };
    }

    private static Refusal ofSomebody(DenyReason why, ConnectFrame connect) {
        return switch (why) {
            case NO_RIGHTS -> Refusals.auth("AUTH_SCOPE_MISMATCH");
            case DEVICE_IDENTITY_REQUIRED -> Refusals.deviceRequired(connect);
            default -> Refusals.denied();
        };
    }

    private static Access requested(ConnectFrame connect) {
        Set<Scope> scopes =
                connect.scopes().stream().filter(Scope::isScope).map(Scope::new).collect(Collectors.toSet());
        return new Access(ClientRole.OPERATOR, scopes);
    }

    private static DeviceTraits traits(ConnectFrame.Client client) {
        return new DeviceTraits(
                client.platform(), client.deviceFamily(), client.displayName(), client.id(), client.mode());
    }

    private static boolean isAdmin(Subject subject) {
        return subject instanceof Subject.Authenticated who && who.role().includes(Role.ADMIN);
    }

    private static Optional<UserId> user(Subject subject) {
        return subject instanceof Subject.Authenticated who ? Optional.of(who.id()) : Optional.empty();
    }

    private static Verdict refused(Refusal refusal) {
        return new Verdict.Refused(refusal, Optional.empty());
    }
}
