package dev.missioncontrol.examples.dashboard;

import dev.missioncontrol.auth.BootstrapSecret;
import dev.missioncontrol.auth.SignInDesk;
import dev.missioncontrol.auth.Users;
import dev.missioncontrol.auth.apikey.ApiKeys;
import dev.missioncontrol.auth.http.Authenticator;
import dev.missioncontrol.auth.limit.LoginThrottle;
import dev.missioncontrol.auth.password.PasswordHasher;
import dev.missioncontrol.auth.session.SessionRules;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.jdbc.JdbcDatabase;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Who is calling: people with passwords and sessions, programs with keys. */
record SignInParts(
        Users users,
        Sessions sessions,
        ApiKeys keys,
        SignInDesk desk,
        Authenticator authenticator,
        BootstrapSecret bootstrap) {

    static SignInParts over(JdbcDatabase stores, InstantSource clock, SecureRandom random) {
        Tokens tokens = new Tokens(random);
        PasswordHasher hasher = PasswordHasher.argon2id(random);
        Sessions sessions = new Sessions(stores, stores.sessions(), SessionRules.STANDARD, tokens, clock);
        ApiKeys keys = new ApiKeys(stores, stores.apiKeys(), stores.users(), tokens, clock);
        Users users = Users.builder(stores, stores.users(), sessions, hasher, clock)
                .keys(keys)
                .build();
        return new SignInParts(
                users,
                sessions,
                keys,
                new SignInDesk(stores, stores.users(), sessions, hasher, new LoginThrottle(System::nanoTime), tokens),
                new Authenticator(sessions, keys, stores.users(), TrustedProxies.none()),
                new BootstrapSecret(stores, stores.users(), users, tokens));
    }
}
