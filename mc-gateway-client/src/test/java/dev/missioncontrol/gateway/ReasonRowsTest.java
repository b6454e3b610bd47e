package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.gateway.spi.GatewayTransportException;
import dev.missioncontrol.gateway.spi.GatewayTransportException.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every code that OpenClaw 2026.9.6 documents or was heard to say when it ends or refuses a connection, one row each:
 * what it means here, whether the client comes back by itself, and whether the row was recorded (the number of the
 * transcript) or only read of.
 */
class ReasonRowsTest {
    private static final String TABLE = """
            details AUTH_TOKEN_MISSING                   CREDENTIAL_MISSING      no  10
            details AUTH_PASSWORD_MISSING                CREDENTIAL_MISSING      no  10
            details AUTH_TOKEN_MISMATCH                  TOKEN_REFUSED           no  10
            details AUTH_PASSWORD_MISMATCH               PASSWORD_REFUSED        no  10
            details AUTH_DEVICE_TOKEN_MISMATCH           DEVICE_TOKEN_REFUSED    no  02
            details AUTH_SCOPE_MISMATCH                  SCOPES_REFUSED          no  03
            details AUTH_BOOTSTRAP_TOKEN_INVALID         SETUP_CODE_REFUSED      no  10
            details AUTH_RATE_LIMITED                    RATE_LIMITED            yes 10
            details AUTH_IDENTITY_HEADER_REQUIRED        IDENTITY_REQUIRED       no  15
            details AUTH_UNAUTHORIZED                    IDENTITY_REQUIRED       no  15
            details AUTH_VERIFIED_USER_REQUIRED          IDENTITY_REQUIRED       no  read
            details AUTH_TAILSCALE_IDENTITY_MISSING      IDENTITY_REQUIRED       no  read
            details AUTH_TOKEN_NOT_CONFIGURED            GATEWAY_NOT_CONFIGURED  no  read
            details AUTH_PASSWORD_NOT_CONFIGURED         GATEWAY_NOT_CONFIGURED  no  read
            details PAIRING_REQUIRED                     PAIRING_REQUIRED        no  03
            details DEVICE_IDENTITY_REQUIRED             DEVICE_REQUIRED         no  02
            details CONTROL_UI_DEVICE_IDENTITY_REQUIRED  DEVICE_REQUIRED         no  05
            details DEVICE_AUTH_DEVICE_ID_MISMATCH       PROOF_REFUSED           no  09
            details DEVICE_AUTH_SIGNATURE_EXPIRED        PROOF_STALE             yes 09
            details DEVICE_AUTH_NONCE_REQUIRED           PROOF_STALE             yes 09
            details DEVICE_AUTH_NONCE_MISMATCH           PROOF_STALE             yes 09
            details DEVICE_AUTH_SIGNATURE_INVALID        PROOF_REFUSED           no  09
            details DEVICE_AUTH_PUBLIC_KEY_INVALID       PROOF_REFUSED           no  read
            details CONTROL_UI_ORIGIN_NOT_ALLOWED        ORIGIN_REFUSED          no  04
            details PROTOCOL_MISMATCH                    PROTOCOL_MISMATCH       no  11
            details CLIENT_VERSION_MISMATCH              CLIENT_REFUSED          no  read
            details AUTHENTICATED_PROFILE_UNAVAILABLE    PROFILE_UNAVAILABLE     yes read
            none    UNAVAILABLE                          GATEWAY_STARTING        yes 18
            none    INVALID_REQUEST                      REQUEST_REFUSED         no  04
            none    NOT_PAIRED                           UNKNOWN                 no  read
            none    FORBIDDEN                            UNKNOWN                 no  read
            none    APPROVAL_NOT_FOUND                   UNKNOWN                 no  read
            none    NOT_LINKED                           UNKNOWN                 no  read
            none    AGENT_TIMEOUT                        UNKNOWN                 no  read
            before  1000                                 GATEWAY_CLOSED          yes 11
            before  1001                                 CONNECTION_LOST         yes read
            before  1002                                 PROTOCOL_MISMATCH       no  11
            before  1005                                 CONNECTION_LOST         yes read
            before  1006                                 CONNECTION_LOST         yes 28
            before  1008                                 POLICY_VIOLATION        no  11
            before  1009                                 MESSAGE_TOO_BIG         no  11
            before  1011                                 GATEWAY_FAULT           yes read
            before  1012                                 GATEWAY_RESTARTING      yes read
            before  1013                                 GATEWAY_STARTING        yes 18
            before  4001                                 AUTHORITY_WITHDRAWN     no  read
            behind  1000                                 GATEWAY_CLOSED          yes read
            behind  1001                                 CONNECTION_LOST         yes read
            behind  1002                                 PROTOCOL_ERROR          yes read
            behind  1006                                 CONNECTION_LOST         yes 28
            behind  1008                                 CUT_OFF                 yes 11
            behind  1009                                 CUT_OFF                 yes 11
            behind  1011                                 GATEWAY_FAULT           yes read
            behind  1012                                 GATEWAY_RESTARTING      yes 17
            behind  1013                                 GATEWAY_STARTING        yes read
            behind  4000                                 SILENCE                 yes read
            behind  4001                                 AUTHORITY_WITHDRAWN     no  07
            http    403                                  PROXY_REFUSED           no  06
            http    503                                  GATEWAY_BUSY            yes 18
            socket  REFUSED                              UNREACHABLE             yes 18
            """;

    /** One row. */
    record Row(String kind, String code, CloseReason reason, boolean comesBack, String source) {
        private static Row of(String line) {
            String[] cells = line.split(" +", -1);
            return new Row(cells[0], cells[1], CloseReason.valueOf(cells[2]), cells[3].equals("yes"), cells[4]);
        }

        CloseReason meant() {
            return switch (kind) {
                case "details" -> ReasonTable.ofRefusal("INVALID_REQUEST", code);
                case "none" -> ReasonTable.ofRefusal(code, null);
                case "before" -> ReasonTable.ofCloseCode(Integer.parseInt(code));
                case "behind" -> ReasonTable.ofCloseCodeBehindHello(Integer.parseInt(code));
                case "http" ->
                    ReasonTable.ofFailure(
                            GatewayTransportException.ofStatus(Integer.parseInt(code), new IOException("refused")));
                default -> ReasonTable.ofFailure(new GatewayTransportException(Kind.valueOf(code), "refused"));
            };
        }
    }

    static List<Row> rows() {
        return TABLE.lines().map(Row::of).toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void code_whenMet_hasItsReasonAndSaysWhatToDo(Row row) {
        assertThat(row.meant()).isEqualTo(row.reason());
        assertThat(row.reason().retryable()).isEqualTo(row.comesBack());
        assertThat(row.reason().remedy()).endsWith(".");
    }

    @Test
    void rows_whenSaidToBeRecorded_areAmongTheRecordings() throws IOException {
        Map<String, Set<String>> recorded = RecordedRefusalsTest.recorded().stream()
                .collect(Collectors.groupingBy(
                        line -> line.at("/error/details/code").asText(),
                        Collectors.mapping(line -> line.get("transcript").asText(), Collectors.toSet())));
        for (Row row : rows()) {
            if (row.kind().equals("details")) {
                assertThat(recorded.getOrDefault(row.code(), Set.of("read")))
                        .as(row.code())
                        .contains(row.source());
            }
        }
    }

    @Test
    void recordings_whenCounted_eachHaveARow(TestReporter reporter) throws IOException {
        Set<String> known = rows().stream().map(Row::code).collect(Collectors.toSet());
        for (JsonNode line : RecordedRefusalsTest.recorded()) {
            String details = line.at("/error/details/code").asText();
            assertThat(known)
                    .contains(details.isEmpty() ? line.at("/error/code").asText() : details);
        }
        TreeSet<String> onlyRead = rows().stream()
                .filter(row -> row.source().equals("read"))
                .map(row -> row.kind() + " " + row.code())
                .collect(Collectors.toCollection(TreeSet::new));
        reporter.publishEntry("recorded rows", String.valueOf(rows().size() - onlyRead.size()));
        reporter.publishEntry("rows only read of", String.join(", ", onlyRead));
    }
}
