package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.spi.GatewayTransportException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The codes that could not be recorded, and the whole table of close codes and HTTP answers. */
class CloseReasonTest {
    @ParameterizedTest
    @CsvSource({
        "AUTH_VERIFIED_USER_REQUIRED, IDENTITY_REQUIRED, false",
        "AUTH_TAILSCALE_IDENTITY_MISSING, IDENTITY_REQUIRED, false",
        "AUTH_TAILSCALE_ANYTHING, IDENTITY_REQUIRED, false",
        "AUTH_TOKEN_NOT_CONFIGURED, GATEWAY_NOT_CONFIGURED, false",
        "AUTH_PASSWORD_NOT_CONFIGURED, GATEWAY_NOT_CONFIGURED, false",
        "DEVICE_AUTH_PUBLIC_KEY_INVALID, PROOF_REFUSED, false",
        "CLIENT_VERSION_MISMATCH, CLIENT_REFUSED, false",
        "AUTHENTICATED_PROFILE_UNAVAILABLE, PROFILE_UNAVAILABLE, true",
        "RELAY_BACKEND_NOT_PAIRED, GATEWAY_STARTING, true",
        "RELAY_GATEWAY_UNAVAILABLE, GATEWAY_STARTING, true",
        "RELAY_RESTARTING, GATEWAY_STARTING, true",
        "RELAY_TRUST_STALE, GATEWAY_STARTING, true",
        "RELAY_UNAVAILABLE, GATEWAY_STARTING, true",
        "RELAY_GATEWAY_REFUSED, UNKNOWN, false",
        "RELAY_NODE_REFUSED, UNKNOWN, false"
    })
    void refusal_whenOnlyReadOf_goesByItsDetailsCode(String detailsCode, CloseReason reason, boolean retryable) {
        assertThat(ReasonTable.ofRefusal("UNAVAILABLE", detailsCode)).isEqualTo(reason);
        assertThat(reason.retryable()).isEqualTo(retryable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SOMETHING_NEW", "auth_token_mismatch", "AUTH_TOKEN_MISMATCH ", "AUTH_", "AUTH_TAILSCALE", ""})
    void refusal_whenItsCodeIsUnknown_isNotRetried(String detailsCode) {
        CloseReason reason = ReasonTable.ofRefusal("UNAVAILABLE", detailsCode);

        assertThat(reason).isEqualTo(CloseReason.UNKNOWN);
        assertThat(reason.retryable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, GATEWAY_STARTING",
        "INVALID_REQUEST, REQUEST_REFUSED",
        "FORBIDDEN, UNKNOWN",
        "NOT_PAIRED, UNKNOWN",
        "NEW, UNKNOWN"
    })
    void refusal_whenWithoutDetailsCode_goesByItsCode(String code, CloseReason reason) {
        assertThat(ReasonTable.ofRefusal(code, null)).isEqualTo(reason);
        assertThat(reason.retryable()).isEqualTo(code.equals("UNAVAILABLE"));
    }

    @ParameterizedTest
    @CsvSource({
        "1000, GATEWAY_CLOSED, true, GATEWAY_CLOSED",
        "1001, CONNECTION_LOST, true, CONNECTION_LOST",
        "1002, PROTOCOL_MISMATCH, false, PROTOCOL_ERROR",
        "1003, PROTOCOL_ERROR, true, PROTOCOL_ERROR",
        "1005, CONNECTION_LOST, true, CONNECTION_LOST",
        "1006, CONNECTION_LOST, true, CONNECTION_LOST",
        "1007, PROTOCOL_ERROR, true, PROTOCOL_ERROR",
        "1008, POLICY_VIOLATION, false, CUT_OFF",
        "1009, MESSAGE_TOO_BIG, false, CUT_OFF",
        "1011, GATEWAY_FAULT, true, GATEWAY_FAULT",
        "1012, GATEWAY_RESTARTING, true, GATEWAY_RESTARTING",
        "1013, GATEWAY_STARTING, true, GATEWAY_STARTING",
        "4000, SILENCE, true, SILENCE",
        "4001, AUTHORITY_WITHDRAWN, false, AUTHORITY_WITHDRAWN",
        "1010, UNKNOWN, false, UNKNOWN",
        "4002, UNKNOWN, false, UNKNOWN",
        "3999, UNKNOWN, false, UNKNOWN",
        "0, UNKNOWN, false, UNKNOWN"
    })
    void close_whenJudged_goesByItsCode(int code, CloseReason reason, boolean retryable, CloseReason behindHello) {
        assertThat(ReasonTable.ofCloseCode(code)).isEqualTo(reason);
        assertThat(reason.retryable()).isEqualTo(retryable);
        assertThat(ReasonTable.ofCloseCodeBehindHello(code)).isEqualTo(behindHello);
    }

    @ParameterizedTest
    @CsvSource({
        "403, PROXY_REFUSED, false",
        "429, GATEWAY_BUSY, true",
        "503, GATEWAY_BUSY, true",
        "502, GATEWAY_BUSY, true",
        "301, UPGRADE_REFUSED, false",
        "302, UPGRADE_REFUSED, false",
        "307, UPGRADE_REFUSED, false",
        "200, UPGRADE_REFUSED, false",
        "401, UPGRADE_REFUSED, false",
        "404, UPGRADE_REFUSED, false"
    })
    void upgrade_whenAnsweredOtherwise_goesByItsStatus(int status, CloseReason reason, boolean retryable) {
        assertThat(ReasonTable.ofFailure(GatewayTransportException.ofStatus(status, new IOException())))
                .isEqualTo(reason);
        assertThat(reason.retryable()).isEqualTo(retryable);
    }

    @Test
    void failure_whenOfAnyKind_hasAReason() {
        for (GatewayTransportException.Kind kind : GatewayTransportException.Kind.values()) {
            assertThat(ReasonTable.ofFailure(new GatewayTransportException(kind, "x")))
                    .as(kind.name())
                    .isNotEqualTo(CloseReason.UNKNOWN);
        }
    }

    @ParameterizedTest
    @EnumSource(CloseReason.class)
    void reason_whenShownToPeople_saysWhatToDo(CloseReason reason) {
        assertThat(reason.remedy()).hasSizeGreaterThan(15).endsWith(".");
    }
}
