package dev.missioncontrol.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.auth.BootstrapResult;
import dev.missioncontrol.auth.BootstrapSecret;
import dev.missioncontrol.auth.Users;
import dev.missioncontrol.auth.password.PasswordHasher;
import dev.missioncontrol.auth.session.SessionRules;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.trust.HostDesk;
import dev.missioncontrol.trust.TrustDecision.Trusted;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustPolicies;
import dev.missioncontrol.trust.TrustRequest;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first administrator has nobody to ask: under a policy per person, the pairing comes with the account. */
class FirstAdminTest {
    private static final UserId ADMIN = new UserId("ada");
    private static final Secret PASSWORD = Secret.of("correct horse battery staple");
    private static final InstantSource CLOCK = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private JdbcDatabase database;
    private BootstrapSecret bootstrap;
    private HostDesk host;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = JdbcDatabase.sqlite(folder.resolve("mc.db"), CLOCK);
        Tokens tokens = new Tokens(random);
        Sessions sessions = new Sessions(database, database.sessions(), SessionRules.STANDARD, tokens, CLOCK);
        Users users = new Users(database, database.users(), sessions, PasswordHasher.argon2id(random), CLOCK);
        bootstrap = new BootstrapSecret(database, database.users(), users, tokens);
        host = new HostDesk(database.pairings(), database, CLOCK);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void firstAdmin_madeWithTheBootstrapSecret_isTrustedAtOnce() {
        BootstrapResult made = bootstrap.redeem(
                bootstrap.issue().orElseThrow(),
                ADMIN,
                "Ada",
                PASSWORD,
                (tx, admin) -> host.enrol(tx, admin.id(), Access.fullOperator()));

        assertThat(made).isInstanceOf(BootstrapResult.Made.class);
        try (TrustEngine engine = TrustEngine.builder(TrustPolicies.perUser(Role.VIEWER), database.pairings(), database)
                .build()) {
            assertThat(engine.decide(administering())).isInstanceOf(Trusted.class);
        }
    }

    @Test
    void firstAdmin_whosePairingCannotBeWritten_isNotMade() {
        Secret secret = bootstrap.issue().orElseThrow();

        assertThatThrownBy(() -> bootstrap.redeem(secret, ADMIN, "Ada", PASSWORD, (tx, admin) -> {
                    throw new StoreException("full");
                }))
                .isInstanceOf(StoreException.class);
        assertThat(database.users().find(ADMIN)).isEmpty();
    }

    private static TrustRequest administering() {
        Subject who = new Subject.Authenticated(ADMIN, Role.ADMIN, SignIn.PASSWORD, Access.fullOperator());
        return new TrustRequest(
                who, null, null, new Peer.Direct(InetAddress.getLoopbackAddress()), Access.fullOperator());
    }
}
