package dev.missioncontrol.auth.config;

import dev.missioncontrol.core.net.HostAllowlist;
import dev.missioncontrol.core.net.HostName;
import dev.missioncontrol.core.net.HostPattern;
import dev.missioncontrol.core.net.Origin;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.core.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@link AuthSettings}: all of them, so that one start shows every problem. For one use. */
final class SettingsReader {

    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int FEWEST_DAYS = 30;
    private static final int MOST_DAYS = 3_650;

    private final Variables variables;
    private final List<String> insecureDoors = new ArrayList<>();

    SettingsReader(Variables variables) {
        this.variables = variables;
    }

    AuthSettings read() {
        List<String> ignored = namesJudged();
        SecretVariables secrets = new SecretVariables(variables);
        Optional<Origin> origin = variables.parsed("MC_PUBLIC_URL", SettingsReader::origin);
        HostAllowlist hosts = hosts(origin);
        TransportRule transport = variables.isSet("MC_REQUIRE_TLS") ? TransportRule.TLS : TransportRule.ANY;
        judgeCookies(hosts, origin, transport);
        FirstAdmin firstAdmin = secrets.firstAdmin();
        Optional<Secret> apiKey = secrets.apiKey();
        SignInVariables signIn = new SignInVariables(variables);
        AuthSettings settings = new AuthSettings(
                hosts,
                origin,
                proxies("MC_TRUSTED_PROXIES"),
                transport,
                strictTransport(),
                firstAdmin,
                apiKey,
                signIn.proxy(() -> proxies("MC_PROXY_AUTH_TRUSTED_IPS")),
                signIn.provider(origin),
                auditRetention(),
                insecureDoors,
                ignored);
        if (!variables.problems().isEmpty()) {
            throw new SettingsException(variables.problems());
        }
        return settings;
    }

    private List<String> namesJudged() {
        List<String> ignored = new ArrayList<>();
        for (String name : variables.names()) {
            if (KnownVariables.isOfOthers(name) || name.equals("AUTH_SECRET")) {
                ignored.add(name);
            } else if (name.startsWith("MC_") && !KnownVariables.isRead(name)) {
                variables.problem(name + " is no setting; the nearest one is " + KnownVariables.nearest(name));
            }
        }
        if (variables.isSet("MC_DISABLE_RATE_LIMIT")) {
            variables.problem("MC_DISABLE_RATE_LIMIT is on, but limits cannot be switched off");
        }
        return ignored;
    }

    private HostAllowlist hosts(Optional<Origin> origin) {
        List<String> entries = variables.list("MC_ALLOWED_HOSTS");
        if (variables.isSet("MC_ALLOW_ANY_HOST")) {
            if (!entries.isEmpty()) {
                variables.problem("MC_ALLOW_ANY_HOST makes MC_ALLOWED_HOSTS meaningless; set one of them");
            }
            insecureDoors.add("HostAllowlist.insecureAllowAny (MC_ALLOW_ANY_HOST)");
            return HostAllowlist.insecureAllowAny();
        }
        if (entries.isEmpty()) {
            List<String> all = new ArrayList<>(LOOPBACK);
            origin.map(SettingsReader::authority).ifPresent(all::add);
            return HostAllowlist.of(all.toArray(String[]::new));
        }
        HostAllowlist listed = variables
                .attempt("MC_ALLOWED_HOSTS", () -> HostAllowlist.of(entries.toArray(String[]::new)))
                .orElseGet(HostAllowlist::denyAll);
        if (origin.isPresent() && !listed.permits(origin.get().scheme(), authority(origin.get()))) {
            variables.problem("MC_ALLOWED_HOSTS does not hold the host of MC_PUBLIC_URL");
        }
        return listed;
    }

    private void judgeCookies(HostAllowlist hosts, Optional<Origin> origin, TransportRule transport) {
        if (!variables.text("MC_COOKIE_SAMESITE").orElse("strict").equalsIgnoreCase("strict")) {
            variables.problem("MC_COOKIE_SAMESITE is not strict, but session cookies always are");
        }
        boolean secureOff = variables.flag("MC_COOKIE_SECURE").filter(on -> !on).isPresent();
        boolean tls = transport == TransportRule.TLS
                || origin.filter(known -> known.scheme() == Scheme.HTTPS).isPresent();
        if (secureOff && (tls || !hosts.patterns().stream().allMatch(SettingsReader::isLoopback))) {
            variables.problem("MC_COOKIE_SECURE is off, but without Secure there are session cookies on loopback hosts"
                    + " only; leave it out");
        }
    }

    private TrustedProxies proxies(String name) {
        return variables
                .attempt(name, () -> TrustedProxies.of(variables.list(name).toArray(String[]::new)))
                .orElseGet(TrustedProxies::none);
    }

    private Optional<Duration> strictTransport() {
        boolean on = variables.isSet("MC_ENABLE_HSTS");
        if (on && variables.isSet("MC_DISABLE_HSTS")) {
            variables.problem("MC_ENABLE_HSTS and MC_DISABLE_HSTS are both on");
        }
        return on ? Optional.of(YEAR) : Optional.empty();
    }

    /** Zero is for ever, as the dashboard has it. */
    private Optional<Duration> auditRetention() {
        int days =
                variables.parsed("MC_RETAIN_AUDIT_DAYS", SettingsReader::days).orElse((int) YEAR.toDays());
        return days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days));
    }

    private static int days(String text) {
        int days = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
        if (days != 0 && (days < FEWEST_DAYS || days > MOST_DAYS)) {
            throw new IllegalArgumentException("0, or " + FEWEST_DAYS + " to " + MOST_DAYS + " days");
        }
        return days;
    }

    private static Origin origin(String text) {
        String bare = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return Origin.of(bare);
    }

    private static String authority(Origin origin) {
        return origin.toString().substring(origin.toString().indexOf("://") + 3);
    }

    private static boolean isLoopback(HostPattern pattern) {
        return pattern instanceof HostPattern.Exact exact
                && HostName.parse(exact.host().indexOf(':') < 0 ? exact.host() : "[" + exact.host() + "]")
                        .filter(HostName::isLoopback)
                        .isPresent();
    }
}
