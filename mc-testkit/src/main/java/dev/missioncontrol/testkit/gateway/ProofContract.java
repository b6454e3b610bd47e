package dev.missioncontrol.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.PayloadVersion;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a device must prove, and how it is told that it did not. A helper's device needs no pairing. */
abstract class ProofContract extends LoginContract {
    @Test
    void proof_inEitherForm_isTaken() {
        for (PayloadVersion version : PayloadVersion.values()) {
            Login login = proven().signing(version);
            assertEquals("token", hello(login).path("auth").path("method").asText(), version::name);
        }
    }

    @Test
    void proof_withinTwoMinutes_isTaken() {
        for (long seconds : List.of(-115L, 115L)) {
            assertEquals(
                    "hello-ok",
                    hello(proven().signing(c -> shifted(c, seconds)))
                            .path("type")
                            .asText());
        }
    }

    @Test
    void proof_furtherThanTwoMinutes_isExpired() {
        for (long seconds : List.of(-125L, 125L)) {
            isFault(
                    refused(proven().signing(c -> shifted(c, seconds))),
                    "DEVICE_AUTH_SIGNATURE_EXPIRED",
                    "device-signature-stale");
        }
    }

    @Test
    void proof_overOtherNonce_isRefused() {
        Login login = proven().signing(c -> new Challenge("00000000-0000-4000-8000-000000000000", c.issuedAtMs()));
        isFault(refused(login), "DEVICE_AUTH_NONCE_MISMATCH", "device-nonce-mismatch");
    }

    @Test
    void proof_withBlankNonce_isRefused() {
        isFault(
                refused(proven().butThen(device(device -> device.put("nonce", "  ")))),
                "DEVICE_AUTH_NONCE_REQUIRED",
                "device-nonce-missing");
    }

    @Test
    void proof_withoutNonce_failsSchema() {
        Consumer<ObjectNode> without = device(device -> device.remove("nonce"));
        isSchemaFault(refused(proven().butThen(without)));
        Consumer<ObjectNode> empty = device(device -> device.put("nonce", ""));
        isSchemaFault(refused(proven().butThen(empty)));
    }

    @Test
    void proof_withOtherSignature_isRefused() {
        Login login = proven().butThen(device(device -> device.put("signature", "A".repeat(86))));
        isFault(refused(login), "DEVICE_AUTH_SIGNATURE_INVALID", "device-signature");
    }

    @Test
    void proof_overOtherScopes_isRefused() {
        Login login = proven().butThen(params -> params.putArray("scopes").add("operator.admin"));
        isFault(refused(login), "DEVICE_AUTH_SIGNATURE_INVALID", "device-signature");
    }

    @Test
    void proof_overOtherOrderOfScopes_isRefused() {
        Login login = proven().asking("operator.read", "operator.write")
                .butThen(params ->
                        params.putArray("scopes").add("operator.write").add("operator.read"));
        isFault(refused(login), "DEVICE_AUTH_SIGNATURE_INVALID", "device-signature");
    }

    @Test
    void proof_overOtherToken_isRefused() {
        Login login = Login.as("gateway-client", "backend")
                .of(freshDevice())
                .butThen(params -> params.putObject("auth")
                        .put("token", gateway().sharedToken().reveal()));
        isFault(refused(login), "DEVICE_AUTH_SIGNATURE_INVALID", "device-signature");
    }

    @Test
    void proof_overPlatformInOtherCase_isTaken() {
        Login login = proven().butThen(params -> params.withObject("/client").put("platform", " LINUX "));
        assertEquals("hello-ok", hello(login).path("type").asText());
    }

    @Test
    void proof_underOtherDeviceId_isRefused() {
        Login other = proven().butThen(device(device -> device.put("id", "0".repeat(64))));
        isFault(refused(other), "DEVICE_AUTH_DEVICE_ID_MISMATCH", "device-id-mismatch");
        Login upper = proven().butThen(device(
                device -> device.put("id", device.path("id").asText().toUpperCase(Locale.ROOT))));
        isFault(refused(upper), "DEVICE_AUTH_DEVICE_ID_MISMATCH", "device-id-mismatch");
    }

    @Test
    void proof_withUnreadableKey_isRefused() {
        Login login = proven().butThen(device(device -> device.put("publicKey", "no key")));
        isFault(refused(login), "DEVICE_AUTH_DEVICE_ID_MISMATCH", "device-id-mismatch");
    }

    static void isSchemaFault(Refused refused) {
        assertEquals("INVALID_REQUEST", refused.code());
        assertTrue(refused.details().isMissingNode(), () -> "details in " + refused);
        assertEquals(1008, refused.closed().code());
    }

    private Login proven() {
        return helper().asking("operator.read").of(freshDevice());
    }

    private static void isFault(Refused refused, String detailsCode, String reason) {
        refused.is("INVALID_REQUEST", detailsCode, 1008);
        assertEquals(reason, refused.detail("reason"));
    }

    private static Challenge shifted(Challenge challenge, long seconds) {
        return new Challenge(challenge.nonce(), challenge.issuedAtMs() + seconds * 1000);
    }

    private static Consumer<ObjectNode> device(Consumer<ObjectNode> change) {
        return params -> change.accept(params.withObject("/device"));
    }
}
