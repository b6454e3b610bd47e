package dev.missioncontrol.relay.front;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which paths of the gateway's HTTP are passed on: an allow list, because the same port serves tools, hooks and
 * plugins. Immutable.
 *
 * <p>The standard one knows the files of the Control UI's build and its configuration and pictures (OpenClaw 2026.9.6).
 * Media of chats and downloads are left out: with the backend's device the gateway would judge them by the backend's
 * rights and not by the person's. Where the gateway knows the person, they may be {@linkplain #allowing allowed}.
 */
public final class FrontPaths {
    private static final List<String> FILES = List.of(
            "/apple-touch-icon.png",
            "/asset-manifest.json",
            "/favicon-32.png",
            "/favicon.ico",
            "/favicon.svg",
            "/manifest.webmanifest",
            "/sw.js",
            "/app-art/*",
            "/assets/*",
            "/cloud-provider-icons/*",
            "/community-art/*",
            "/file-icons/*",
            "/fonts/*",
            "/provider-icons/*",
            "/themes/*");
    private static final List<String> PERSONAL = List.of(
            "/control-ui-config.json",
            "/avatar/*",
            "/__openclaw__/catalog-icon/*",
            "/__openclaw__/channel-avatar/*",
            "/__openclaw__/plugin-icon/*",
            "/__openclaw__/plugin-activity-icon/*",
            "/__openclaw__/plugin-theme-art/*",
            "/__openclaw__/workspace-icon/*");
    private static final Pattern USER_PICTURE = Pattern.compile("/api/users/[^/]+/avatar");
    private static final Pattern RULE = Pattern.compile("(/[A-Za-z0-9_.-]+)+(/\\*)?");

    private static final FrontPaths STANDARD = new FrontPaths(List.of());

    private final List<String> allowed;

    private FrontPaths(List<String> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** The list above. */
    public static FrontPaths standard() {
        return STANDARD;
    }

    /**
     * A copy that also passes these on, on behalf of the person: a path, or everything below one, as in
     * {@code /__openclaw__/assistant-media/*}.
     *
     * @throws IllegalArgumentException if a rule is malformed; it names the rule
     */
    public FrontPaths allowing(String... rules) {
        List<String> more = new ArrayList<>(allowed);
        for (String rule : rules) {
            if (!RULE.matcher(rule).matches()) {
                throw new IllegalArgumentException("not a path or a path followed by /*: " + rule);
            }
            more.add(rule);
        }
        return new FrontPaths(more);
    }

    /** What this path is; {@code path} has no query and was judged by a request guard. */
    public PathClass classify(String path) {
        if (matches(FILES, path)) {
            return PathClass.FILE;
        }
        boolean personal = matches(PERSONAL, path)
                || matches(allowed, path)
                || USER_PICTURE.matcher(path).matches();
        return personal ? PathClass.PERSONAL : PathClass.NONE;
    }

    private static boolean matches(List<String> rules, String path) {
        return rules.stream().anyMatch(rule -> matches(rule, path));
    }

    private static boolean matches(String rule, String path) {
        return rule.endsWith("/*")
                ? path.startsWith(rule.substring(0, rule.length() - 1)) && path.length() > rule.length() - 1
                : path.equals(rule);
    }
}
