package dev.missioncontrol.examples.spring;

import dev.missioncontrol.auth.BootstrapSecret;
import dev.missioncontrol.auth.SignInDesk;
import dev.missioncontrol.auth.Users;
import dev.missioncontrol.auth.apikey.ApiKeys;
import dev.missioncontrol.auth.apikey.GlobalKey;
import dev.missioncontrol.auth.apikey.KeyCreation;
import dev.missioncontrol.auth.config.AuthSettings;
import dev.missioncontrol.auth.config.FirstAdmin;
import dev.missioncontrol.auth.http.Authenticator;
import dev.missioncontrol.auth.limit.LoginThrottle;
import dev.missioncontrol.auth.password.PasswordHasher;
import dev.missioncontrol.auth.session.SessionRules;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.jdbc.JdbcDatabase;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is calling: people with passwords and sessions, programs with keys. */
@Configuration(proxyBeanMethods = false)
class SignInBeans {
    static final Tokens TOKENS = new Tokens(new SecureRandom());
    private static final InstantSource CLOCK = InstantSource.system();

    @Bean
    AuthSettings settings() {
        return AuthSettings.read(System.getenv());
    }

    @Bean
    Sessions sessions(JdbcDatabase stores) {
        return new Sessions(stores, stores.sessions(), SessionRules.STANDARD, TOKENS, CLOCK);
    }

    @Bean
    SignInDesk desk(JdbcDatabase stores, Sessions sessions, AuthSettings settings) {
        var hasher = PasswordHasher.argon2id(new SecureRandom());
        var users = new Users(stores, stores.users(), sessions, hasher, CLOCK);
        makeFirstAdmin(new BootstrapSecret(stores, stores.users(), users, TOKENS), settings.firstAdmin());
        return new SignInDesk(stores, stores.users(), sessions, hasher, new LoginThrottle(System::nanoTime), TOKENS);
    }

    @Bean
    Authenticator authenticator(JdbcDatabase stores, Sessions sessions, AuthSettings settings) {
        var keys = new ApiKeys(stores, stores.apiKeys(), stores.users(), TOKENS, CLOCK);
        settings.apiKey().ifPresent(text -> adopt(new GlobalKey(keys), text));
        return new Authenticator(sessions, keys, stores.users(), settings.proxies());
    }

    /** From {@code API_KEY}: the one key that is nobody's. */
    private static void adopt(GlobalKey global, Secret text) {
        if (global.adopt(text) instanceof KeyCreation.Refused refused) {
            throw new IllegalStateException("API_KEY: " + refused.fault().message());
        }
    }

    /** From {@code AUTH_USER} and {@code AUTH_PASS}, while there is no administrator. */
    private static void makeFirstAdmin(BootstrapSecret bootstrap, FirstAdmin admin) {
        bootstrap.issue().ifPresent(once -> {
            var password =
                    admin.password().orElseThrow(() -> new IllegalStateException("set AUTH_PASS for a first run"));
            bootstrap.redeem(once, admin.id(), admin.id().value(), password);
        });
    }
}
