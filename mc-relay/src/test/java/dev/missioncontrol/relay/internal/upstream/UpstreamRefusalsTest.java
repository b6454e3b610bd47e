package dev.missioncontrol.relay.internal.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.CloseReason;
import dev.missioncontrol.gateway.ConnectRefusal;
import dev.missioncontrol.relay.internal.admission.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamRefusalsTest {

    /** What a gateway in token mode with {@code gateway.roles} answers a device token (OpenClaw 2026.9.6). */
    @Test
    void gateway_with_roles_in_token_mode_is_said_to_need_trusted_proxy_and_not_another_pairing() {
        ConnectRefusal refusal = refusal("NOT_PAIRED", "AUTH_VERIFIED_USER_REQUIRED");

        Refusal told = UpstreamRefusals.of(refusal);

        assertThat(told.error().message()).contains("trusted-proxy");
        assertThat(told.error().details().get("code")).isEqualTo("AUTH_VERIFIED_USER_REQUIRED");
        assertThat(told.closeCode()).isEqualTo(1008);
        assertThat(UpstreamRefusals.concernsBackend(refusal)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH_IDENTITY_HEADER_REQUIRED", "AUTH_UNAUTHORIZED"})
    void gateway_that_does_not_take_the_relay_s_word_does_not_make_people_sign_in_again(String code) {
        Refusal told = UpstreamRefusals.of(refusal("INVALID_REQUEST", code));

        assertThat(told.error().details().get("code")).isEqualTo("RELAY_GATEWAY_REFUSED");
        assertThat(told.closeCode()).isEqualTo(1008);
    }

    private static ConnectRefusal refusal(String code, String details) {
        return new ConnectRefusal(
                code, details, null, "the gateway's words", null, false, null, 1008, CloseReason.IDENTITY_REQUIRED);
    }
}
