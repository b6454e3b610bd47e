package dev.missioncontrol.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RbacTest {

    @ParameterizedTest
    @CsvSource({
        "VIEWER, VIEWER, 200",
        "VIEWER, OPERATOR, 403",
        "VIEWER, ADMIN, 403",
        "OPERATOR, VIEWER, 200",
        "OPERATOR, OPERATOR, 200",
        "OPERATOR, ADMIN, 403",
        "ADMIN, VIEWER, 200",
        "ADMIN, OPERATOR, 200",
        "ADMIN, ADMIN, 200",
    })
    void require_whenSomebodyIsSignedIn_followsTheirRole(Role held, Role required, int status) {
        AccessDecision decision = Rbac.require(subject(held, Access.fullOperator()), required);

        assertThat(decision.status()).isEqualTo(status);
        assertThat(decision.isGranted()).isEqualTo(status == 200);
    }

    @Test
    void require_whenRefused_saysWhatTheDashboardSays() {
        Subject viewer = subject(Role.VIEWER, Access.fullOperator());

        assertThat(Rbac.require(Subject.anonymous(), Role.VIEWER).message()).isEqualTo("Authentication required");
        assertThat(Rbac.require(Subject.anonymous(), Role.VIEWER).status()).isEqualTo(401);
        assertThat(Rbac.require(viewer, Role.OPERATOR).message()).isEqualTo("Requires operator role or higher");
        assertThat(Rbac.require(viewer, Role.ADMIN).message()).isEqualTo("Requires admin role or higher");
    }

    @Test
    void require_whenAnAdminsCredentialIsCapped_goesNoFurtherThanTheCap() {
        Subject reader = subject(Role.ADMIN, Access.operator(Scope.READ));
        Subject writer = subject(Role.ADMIN, Access.operator(Scope.WRITE));
        Subject pairer = subject(Role.ADMIN, Access.operator(Scope.PAIRING));
        Subject bare = subject(Role.ADMIN, Access.none(ClientRole.OPERATOR));
        Subject node = subject(
                Role.ADMIN, new Access(ClientRole.NODE, Access.fullOperator().scopes()));

        assertThat(Rbac.require(reader, Role.VIEWER).status()).isEqualTo(200);
        assertThat(Rbac.require(reader, Role.OPERATOR).status()).isEqualTo(403);
        assertThat(Rbac.require(writer, Role.OPERATOR).status()).isEqualTo(200);
        assertThat(Rbac.require(writer, Role.ADMIN).status()).isEqualTo(403);
        assertThat(Rbac.require(pairer, Role.VIEWER).status()).isEqualTo(403);
        assertThat(Rbac.require(bare, Role.VIEWER).status()).isEqualTo(403);
        assertThat(Rbac.require(node, Role.VIEWER).status()).isEqualTo(403);
    }

    private static Subject subject(Role role, Access cap) {
        return new Subject.Authenticated(new UserId("alice"), role, SignIn.PASSWORD, cap);
    }
}
