package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.auth.http.servlet.ServletDoor;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.Challenges;
import dev.missioncontrol.core.device.ConnectClaims;
import dev.missioncontrol.core.device.DeviceProof;
import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.device.ProofFault;
import dev.missioncontrol.core.device.ProofVerdict;
import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.examples.dashboard.json.Answer;
import dev.missioncontrol.examples.dashboard.json.JsonObject;
import dev.missioncontrol.trust.TrustRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/**
 * The proof of a device key that a change of trust carries over HTTP: a challenge first, then one signature in the body
 * of one request.
 *
 * <p>The body's {@code device} is shaped as in the gateway's connect request: {@code id}, {@code publicKey}, {@code
 * signature}, {@code signedAt} and {@code nonce}; with {@code platform} and {@code deviceFamily}, which are signed too,
 * and a {@code displayName}, which is not. Where a connect request has its scopes, the signed text has the method and the
 * path. So a proof is good once, in the sign-in that asked for its challenge, for one method and one path. What else the
 * body says is not signed: that it arrives as it was sent rests on TLS.
 */
public final class DeviceProofs {
    private static final String CLIENT_ID = "gateway-client";
    private static final String CLIENT_MODE = "ui";
    private static final String CLIENT_ROLE = "operator";

    private final Challenges challenges;
    private final Visitors visitors;

    /** Over these challenges. */
    public DeviceProofs(Challenges challenges, Visitors visitors) {
        this.challenges = challenges;
        this.visitors = visitors;
    }

    /** Adds the route that issues challenges. */
    public void mount(RoutesConfig routes) {
        routes.post("/api/auth/challenge", this::issue);
    }

    /** The admin behind a request whose body says nothing but its proof, if even that. */
    TrustRequest admin(Context context) {
        Visitor admin = visitors.require(context, Role.ADMIN);
        return asking(context, admin, Answers.bodyIfAny(context).only("device"));
    }

    /**
     * The visitor as the trust engine sees them: with the device that proved its key in this request, or with none. A
     * sign-in that belongs to a device is refused without its proof.
     */
    TrustRequest asking(Context context, Visitor visitor, JsonObject body) {
        Optional<JsonObject> sent = body.optionalObject("device");
        Optional<VerifiedDevice> device = sent.map(claim -> verified(context, visitor, claim));
        requireBound(visitor, device);
        return visitor.asking(
                device.orElse(null), sent.map(DeviceProofs::traits).orElse(null));
    }

    /**
     * The visitor with the device that proved its key in this request, which must be that of their sign-in; or with none,
     * whatever their sign-in belongs to: the policy in force says whether that is enough.
     */
    TrustRequest presented(Context context, Visitor visitor, JsonObject body) {
        return body.optionalObject("device").isPresent() ? asking(context, visitor, body) : visitor.asking(null, null);
    }

    private void requireBound(Visitor visitor, Optional<VerifiedDevice> device) {
        if (!visitors.binds(visitor, device.map(VerifiedDevice::id))) {
            throw new Refusal(
                    403,
                    device.isPresent() ? "other_device" : "device_proof_required",
                    "This sign-in belongs to another browser's key. Sign in again");
        }
    }

    private void issue(Context context) {
        Visitor visitor = visitors.require(context, Role.VIEWER);
        Challenge challenge = challenges.issue(visitor.audience());
        Answers.send(context, new Answer().with("nonce", challenge.nonce()).with("ts", challenge.issuedAtMs()));
    }

    private VerifiedDevice verified(Context context, Visitor visitor, JsonObject sent) {
        sent.only("id", "publicKey", "signature", "signedAt", "nonce", "platform", "deviceFamily", "displayName");
        DeviceProof proof = new DeviceProof(
                sent.text("id"),
                sent.text("publicKey"),
                sent.text("signature"),
                sent.whole("signedAt"),
                sent.text("nonce"));
        ProofVerdict verdict = challenges.redeem(proof, claims(context, traits(sent)), visitor.audience());
        if (verdict instanceof ProofVerdict.Refused refused) {
            throw refusal(refused.fault());
        }
        return ((ProofVerdict.Proven) verdict).device();
    }

    private static ConnectClaims claims(Context context, DeviceTraits traits) {
        String request = context.method() + " "
                + ServletDoor.passage(context.req()).facts().target();
        return new ConnectClaims(
                CLIENT_ID, CLIENT_MODE, CLIENT_ROLE, List.of(request), null, traits.platform(), traits.deviceFamily());
    }

    private static DeviceTraits traits(JsonObject sent) {
        try {
            return new DeviceTraits(
                    sent.text("platform"),
                    sent.optionalText("deviceFamily").orElse(""),
                    sent.optionalText("displayName").orElse(""),
                    CLIENT_ID,
                    CLIENT_MODE);
        } catch (IllegalArgumentException unfit) {
            throw Refusal.badRequest(String.valueOf(unfit.getMessage()));
        }
    }

    private static Refusal refusal(ProofFault fault) {
        return new Refusal(
                403, fault.reason().replace('-', '_'), "The proof of this browser's key does not hold. Try again");
    }
}
