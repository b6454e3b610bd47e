package dev.missioncontrol.auth.config;

import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The {@code MC_*} names there are, and how far a text is from each. */
final class KnownVariables {

    private static final SortedSet<String> READ = sorted(
            "MC_ALLOWED_HOSTS",
            "MC_ALLOW_ANY_HOST",
            "MC_COOKIE_SAMESITE",
            "MC_COOKIE_SECURE",
            "MC_DISABLE_HSTS",
            "MC_DISABLE_RATE_LIMIT",
            "MC_ENABLE_HSTS",
            "MC_OIDC_CLIENT_ID",
            "MC_OIDC_CLIENT_SECRET",
            "MC_OIDC_HOSTED_DOMAINS",
            "MC_OIDC_ISSUER",
            "MC_PROXY_AUTH_DEFAULT_ROLE",
            "MC_PROXY_AUTH_HEADER",
            "MC_PROXY_AUTH_TRUSTED_IPS",
            "MC_PUBLIC_URL",
            "MC_REQUIRE_TLS",
            "MC_RETAIN_AUDIT_DAYS",
            "MC_TRUSTED_PROXIES");

    /** The dashboard reads them; there is nothing here that they could set. */
    private static final SortedSet<String> OF_THE_DASHBOARD = sorted(
            "MC_CLAUDE_CODE_VERSION",
            "MC_CODEX_VERSION",
            "MC_COORDINATOR_AGENT",
            "MC_DEFAULT_GATEWAY_NAME",
            "MC_DISABLE_RUNTIME_SCAN",
            "MC_ENABLE_RUNTIME_INSTALLS",
            "MC_HERMES_A2A_WEBHOOK_SECRET",
            "MC_HERMES_A2A_WEBHOOK_URL",
            "MC_HERMES_INSTALLER_SHA256",
            "MC_OPENCLAW_GIT_COMMIT",
            "MC_OPENCLAW_INSTALLER_SHA256",
            "MC_RETAIN_ACTIVITIES_DAYS",
            "MC_RETAIN_GATEWAY_SESSIONS_DAYS",
            "MC_RETAIN_LOGS_DAYS",
            "MC_RETAIN_NOTIFICATIONS_DAYS",
            "MC_RETAIN_PIPELINE_RUNS_DAYS",
            "MC_RETAIN_TOKEN_USAGE_DAYS",
            "MC_SUPER_TEMPLATE_OPENCLAW_JSON",
            "MC_TENANT_HOME_ROOT",
            "MC_TENANT_WORKSPACE_DIRNAME",
            "MC_WEBHOOK_MAX_RETRIES");

    /** The project's own commands read them. */
    private static final SortedSet<String> OF_THE_COMMANDS = sorted(
            "MC_CACHE",
            "MC_CHROMEDRIVER",
            "MC_CHROMIUM",
            "MC_GATEWAY_CLIENT",
            "MC_NODE",
            "MC_OPENCLAW",
            "MC_SECOND_JDK");

    private KnownVariables() {}

    static boolean isRead(String name) {
        return READ.contains(name);
    }

    static boolean isOfOthers(String name) {
        return OF_THE_DASHBOARD.contains(name) || OF_THE_COMMANDS.contains(name);
    }

    /** The name that takes the fewest changes to get to. */
    static String nearest(String name) {
        return Stream.concat(READ.stream(), OF_THE_DASHBOARD.stream())
                .min(Comparator.comparingInt((String known) -> distance(name, known))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** How many characters must be inserted, removed or replaced (Levenshtein). */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }

    private static SortedSet<String> sorted(String... names) {
        return new TreeSet<>(Stream.of(names).toList());
    }
}
