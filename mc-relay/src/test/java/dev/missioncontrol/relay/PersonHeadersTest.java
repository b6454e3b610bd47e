package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.IpLiteral;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonHeadersTest {
    private static final Access READ = Access.operator(Scope.READ);
    private static final UserId VERA = new UserId("vera");

    private final PersonHeaders headers = PersonHeaders.in("X-Forwarded-User");

    @Test
    void fields_for_a_person_name_them_and_cut_the_scopes() {
        assertThat(headers.of(VERA, Access.operator(Scope.WRITE, Scope.READ)).orElseThrow())
                .isEqualTo(Map.of(
                        "X-Forwarded-User", "vera",
                        "X-Forwarded-For", "203.0.113.7",
                        "X-Forwarded-Proto", "https",
                        "x-openclaw-scopes", "operator.read,operator.write"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vera", "v.e-r_a+1@example.com", "V"})
    void name_of_plain_characters_is_sent_as_it_is(String name) {
        assertThat(headers.naming(user -> Optional.of(name)).of(VERA, READ).orElseThrow())
                .containsEntry("X-Forwarded-User", name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "vera ",
                " vera",
                "ve ra",
                "vera\r\nx-openclaw-scopes: operator.admin",
                "vera\n",
                "vera\u0000",
                "vera,olga",
                "vera;olga",
                "v\u00e9ra",
                "\u0432\u0435\u0440\u0430",
                "vera\u200b",
                "\"vera\"",
                "vera:olga"
            })
    void name_of_other_characters_is_never_sent(String name) {
        assertThat(headers.naming(user -> Optional.of(name)).of(VERA, READ)).isEmpty();
    }

    @Test
    void name_that_is_too_long_is_never_sent() {
        assertThat(headers.naming(user -> Optional.of("v".repeat(129))).of(VERA, READ))
                .isEmpty();
    }

    @Test
    void person_without_a_name_gets_no_fields() {
        assertThat(headers.naming(user -> Optional.empty()).of(VERA, READ)).isEmpty();
    }

    @Test
    void person_without_scopes_gets_no_fields_because_an_empty_cap_could_mean_none() {
        assertThat(headers.of(VERA, new Access(ClientRole.OPERATOR, Set.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x user",
                "x-user:",
                "x-user\r\n",
                "x_user",
                "Cookie",
                "authorization",
                "Host",
                "Origin",
                "Upgrade",
                "Connection",
                "X-Forwarded-For",
                "x-forwarded-proto",
                "X-OpenClaw-Scopes",
                "Sec-WebSocket-Key",
                "Forwarded"
            })
    void field_with_another_meaning_or_form_cannot_carry_names(String field) {
        assertThatIllegalArgumentException().isThrownBy(() -> PersonHeaders.in(field));
    }

    @Test
    void address_of_this_machine_cannot_be_that_of_clients() {
        assertThatIllegalArgumentException().isThrownBy(() -> headers.from(InetAddress.getLoopbackAddress()));
        assertThat(headers.from(IpLiteral.parse("198.51.100.4").orElseThrow())
                        .of(VERA, READ)
                        .orElseThrow())
                .containsEntry("X-Forwarded-For", "198.51.100.4");
    }

    @Test
    void names_that_fail_reach_the_caller() {
        PersonHeaders failing = headers.naming(user -> {
            throw new IllegalStateException("no directory");
        });
        assertThatIllegalStateException().isThrownBy(() -> failing.of(VERA, READ));
    }
}
