package dev.missioncontrol.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.CloseReason;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.GatewayClient;
import dev.missioncontrol.gateway.GatewayState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What clients may rely on at a gateway that asks for a password ({@code gateway.auth.mode: "password"}) and approves
 * nobody by itself. Its {@link GatewayUnderTest#sharedToken()} is that password.
 */
public abstract class PasswordContract extends Clients {
    /** For subclasses. */
    protected PasswordContract() {}

    @Test
    void password_inItsFieldOrTheTokens_isTaken() {
        for (String field : new String[] {"password", "token"}) {
            Login login = showing(field, gateway().sharedToken());
            assertEquals("password", hello(login).path("auth").path("method").asText(), field);
        }
    }

    @Test
    void password_whenWrong_isToldSo() {
        Refused refused = refused(showing("password", Secret.of("wrong")));
        refused.is("INVALID_REQUEST", "AUTH_PASSWORD_MISMATCH", 1008);
        assertEquals("password_mismatch", refused.detail("authReason"));
        assertFalse(refused.details().path("canRetryWithDeviceToken").asBoolean(true));
        assertEquals("update_auth_credentials", refused.detail("recommendedNextStep"));
    }

    @Test
    void device_withoutCredential_isToldThatThePasswordIsMissing() {
        Refused refused = refused(Login.as("gateway-client", "ui").of(freshDevice()));
        refused.is("INVALID_REQUEST", "AUTH_PASSWORD_MISSING", 1008);
        assertEquals("update_auth_configuration", refused.detail("recommendedNextStep"));
    }

    @Test
    void client_withThePassword_waitsForApprovalAndIsLetIn() throws Exception {
        DeviceIdentity device = freshDevice();
        States states = new States();
        try (GatewayClient client = client(device, gateway().sharedToken(), states)) {
            client.start();
            gateway()
                    .approve(states.await(GatewayState.WaitingForApproval.class).requestId());

            assertEquals(
                    Access.operator(Scope.READ),
                    states.await(GatewayState.Ready.class).access());
            assertTrue(client.hello().orElseThrow().deviceToken() != null, "a token for the next time");
        }
    }

    @Test
    void client_withAnotherPassword_stops() {
        States states = new States();
        try (GatewayClient client = client(freshDevice(), Secret.of("wrong"), states)) {
            client.start();

            assertEquals(
                    CloseReason.PASSWORD_REFUSED,
                    states.await(GatewayState.Closed.class).because());
        }
    }

    private static Login showing(String field, Secret secret) {
        return Login.as("gateway-client", "backend")
                .butThen(params -> params.putObject("auth").put(field, secret.reveal()));
    }

    private GatewayClient client(DeviceIdentity device, Secret password, States states) {
        ClientProfile profile = ClientProfile.backend("Contract " + device.id().shortForm(), "1.0.0").toBuilder()
                .client("gateway-client", "ui")
                .build();
        return GatewayClient.builder(gateway().url(), device)
                .profile(profile)
                .access(Access.operator(Scope.READ))
                .credential(new Credential.Password(password))
                .approvalInterval(Duration.ofMillis(500))
                .listener(states)
                .build();
    }
}
