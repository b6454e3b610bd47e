package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CloseReasonTest {
    @ParameterizedTest
    @CsvSource({
        "AUTH_TOKEN_MISSING, CREDENTIAL_MISSING, false",
        "AUTH_TOKEN_MISMATCH, TOKEN_REFUSED, false",
        "AUTH_PASSWORD_MISMATCH, PASSWORD_REFUSED, false",
        "AUTH_DEVICE_TOKEN_MISMATCH, DEVICE_TOKEN_REFUSED, false",
        "AUTH_SCOPE_MISMATCH, SCOPES_REFUSED, false",
        "AUTH_RATE_LIMITED, RATE_LIMITED, true",
        "PAIRING_REQUIRED, PAIRING_REQUIRED, false",
        "DEVICE_AUTH_SIGNATURE_INVALID, PROOF_REFUSED, false",
        "DEVICE_AUTH_SIGNATURE_EXPIRED, PROOF_STALE, true",
        "CONTROL_UI_ORIGIN_NOT_ALLOWED, ORIGIN_REFUSED, false",
        "PROTOCOL_MISMATCH, PROTOCOL_MISMATCH, false",
        "AUTHENTICATED_PROFILE_UNAVAILABLE, PROFILE_UNAVAILABLE, true",
        "SOMETHING_NEW, UNKNOWN, false"
    })
    void refusal_whenJudged_goesByItsDetailsCode(String detailsCode, CloseReason reason, boolean retryable) {
        assertThat(ReasonTable.ofRefusal("UNAVAILABLE", detailsCode)).isEqualTo(reason);
        assertThat(reason.retryable()).isEqualTo(retryable);
    }

    @Test
    void refusal_whenWithoutDetailsCode_isRetryableOnlyAsUnavailable() {
        assertThat(ReasonTable.ofRefusal("UNAVAILABLE", null)).isEqualTo(CloseReason.GATEWAY_STARTING);
        assertThat(ReasonTable.ofRefusal("INVALID_REQUEST", null)).isEqualTo(CloseReason.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, GATEWAY_CLOSED, true",
        "1006, CONNECTION_LOST, true",
        "1008, POLICY_VIOLATION, false",
        "1011, GATEWAY_FAULT, true",
        "1012, GATEWAY_RESTARTING, true",
        "1013, GATEWAY_STARTING, true",
        "4000, SILENCE, true",
        "4001, AUTHORITY_WITHDRAWN, false",
        "4002, UNKNOWN, false",
        "3999, UNKNOWN, false"
    })
    void close_whenJudged_goesByItsCode(int code, CloseReason reason, boolean retryable) {
        assertThat(ReasonTable.ofCloseCode(code)).isEqualTo(reason);
        assertThat(reason.retryable()).isEqualTo(retryable);
    }

    @ParameterizedTest
    @EnumSource(CloseReason.class)
    void reason_whenShownToPeople_saysWhatToDo(CloseReason reason) {
        assertThat(reason.remedy()).hasSizeGreaterThan(15).endsWith(".");
    }
}
