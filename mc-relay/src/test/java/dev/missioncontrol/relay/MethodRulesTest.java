package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect",
                "device.pair.list",
                "device.",
                "device.scopes.waitUpgrade",
                "config.set",
                "secrets.reload"
            })
    void method_when_fenced_is_not_carried(String method) {
        assertThat(MethodRules.standard().carries(method)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"health", "config.get", "chat.send", "devices", "users.list", "push.test", "node.list"})
    void method_when_not_fenced_is_carried(String method) {
        assertThat(MethodRules.standard().carries(method)).isTrue();
    }

    @Test
    void rule_when_allowed_opens_exactly_what_it_names() {
        MethodRules rules = MethodRules.standard().allowing("push.web.*", "config.set");
        assertThat(rules.carries("push.web.subscribe")).isTrue();
        assertThat(rules.carries("config.set")).isTrue();
        assertThat(rules.carries("config.apply")).isFalse();
        assertThat(MethodRules.standard().carries("config.set")).isFalse();
    }

    @Test
    void rule_when_for_a_role_opens_for_it_and_those_above_only() {
        MethodRules rules = MethodRules.standard().allowing(Role.OPERATOR, "push.web.*");
        assertThat(rules.carries("push.web.subscribe", person(Role.VIEWER))).isFalse();
        assertThat(rules.carries("push.web.subscribe", person(Role.OPERATOR))).isTrue();
        assertThat(rules.carries("push.web.subscribe", person(Role.ADMIN))).isTrue();
        assertThat(rules.carries("push.web.subscribe", Subject.anonymous())).isFalse();
        assertThat(rules.carries("push.web.subscribe")).isFalse();
    }

    private static Subject person(Role role) {
        return new Subject.Authenticated(new UserId("olga"), role, SignIn.PASSWORD, Access.fullOperator());
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "device.*", "device", "device.pair.list", "*", "a..b", "a.*.b", ""})
    void rule_when_it_reaches_what_is_never_carried_or_is_malformed_is_refused(String rule) {
        assertThatThrownBy(() -> MethodRules.standard().allowing(rule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(rule);
    }
}
