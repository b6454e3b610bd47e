package dev.missioncontrol.examples.dashboard;

import dev.missioncontrol.auth.AccountChange;
import dev.missioncontrol.auth.BootstrapSecret;
import dev.missioncontrol.auth.PasswordDesk;
import dev.missioncontrol.auth.SignInDesk;
import dev.missioncontrol.auth.Users;
import dev.missioncontrol.auth.apikey.ApiKeys;
import dev.missioncontrol.auth.apikey.GlobalKey;
import dev.missioncontrol.auth.apikey.KeyCreation;
import dev.missioncontrol.auth.http.Authenticator;
import dev.missioncontrol.auth.limit.LoginThrottle;
import dev.missioncontrol.auth.password.PasswordHasher;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.jdbc.JdbcDatabase;
import dev.missioncontrol.trust.Devices;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Who is calling: people with passwords and sessions, programs with keys. */
record SignInParts(
        Users users,
        Sessions sessions,
        ApiKeys keys,
        SignInDesk desk,
        PasswordDesk passwords,
        Authenticator authenticator,
        BootstrapSecret bootstrap) {

    /**
     * Takes the global key of the environment.
     *
     * @throws IllegalArgumentException if it is no good, or was rotated here
     */
    void adopt(Secret key) {
        if (new GlobalKey(keys).adopt(key) instanceof KeyCreation.Refused refused) {
            throw new IllegalArgumentException("API_KEY: " + refused.fault().message());
        }
    }

    /** Over these stores; {@code devices} lose what they hold together with their holder's account. */
    static SignInParts over(
            JdbcDatabase stores,
            InstantSource clock,
            SecureRandom random,
            Sessions sessions,
            Devices devices,
            TrustedProxies proxies) {
        Tokens tokens = new Tokens(random);
        PasswordHasher hasher = PasswordHasher.argon2id(random);
        ApiKeys keys = new ApiKeys(stores, stores.apiKeys(), stores.users(), tokens, clock);
        Users users = Users.builder(stores, stores.users(), sessions, hasher, clock)
                .keys(keys)
                .effects((tx, change) -> endDevices(tx, change, devices))
                .build();
        return new SignInParts(
                users,
                sessions,
                keys,
                new SignInDesk(stores, stores.users(), sessions, hasher, new LoginThrottle(System::nanoTime), tokens),
                new PasswordDesk(stores, stores.users(), users, sessions, hasher, System::nanoTime),
                new Authenticator(sessions, keys, stores.users(), proxies),
                new BootstrapSecret(stores, stores.users(), users, tokens));
    }

    private static void endDevices(Tx tx, AccountChange change, Devices devices) {
        switch (change.kind()) {
            case DISABLED, UNAPPROVED, DELETED ->
                devices.endHolder(tx, change.before().id(), change.by().name());
            default -> {}
        }
    }
}
