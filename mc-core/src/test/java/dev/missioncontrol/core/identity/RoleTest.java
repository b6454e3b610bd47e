package dev.missioncontrol.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Admin", "ADMIN", " admin", "admin ", "root", "constructor", "toString", "__proto__", "owner"
            })
    void parse_whenTheTextIsNoRole_hasNoRights(String text) {
        assertThat(Role.parse(text)).isEmpty();
    }

    @Test
    void satisfies_whenAScopeIsUnknown_getsNobodyAnything() {
        Scope made = new Scope("operator.everything");

        assertThat(made.isKnown()).isFalse();
        assertThat(Scope.ADMIN.satisfies(made)).isFalse();
        assertThat(Scope.KNOWN).noneMatch(made::satisfies);
    }

    @Test
    void covers_whenClientRolesDiffer_isFalse() {
        Access node = new Access(ClientRole.NODE, Set.of(Scope.ADMIN));

        assertThat(node.covers(Access.operator(Scope.READ))).isFalse();
        assertThat(Access.fullOperator().covers(node)).isFalse();
        assertThatThrownBy(() -> node.union(Access.fullOperator())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a ", "\u0000", "a\nb", "a\u202Eb", "a\u200Bb", "\uD800", "a\u2028b"})
    void userId_whenTheTextIsUnfit_isRefused(String text) {
        assertThat(UserId.parse(text)).isEmpty();
        assertThatThrownBy(() -> new UserId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void userId_whenItIsTooLong_isRefused() {
        assertThat(UserId.parse("a".repeat(128))).isPresent();
        assertThat(UserId.parse("a".repeat(129))).isEmpty();
    }

    @Test
    void credentialRef_whenJoined_namesEachOnce() {
        CredentialRef session = new CredentialRef.OfSession("s");
        CredentialRef key = new CredentialRef.OfKey("k");

        assertThat(session.and(session)).isEqualTo(session);
        assertThat(session.and(key).and(key).parts()).containsExactlyInAnyOrder(session, key);
    }
}
