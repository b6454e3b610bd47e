package dev.missioncontrol.relay;

import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which methods the relay carries: everything but what is fenced. Scopes are the gateway's to enforce; fenced is what
 * scopes do not fence well enough. Immutable.
 *
 * <p>Two fences. Never carried: {@code connect} and {@code device.*}, because every client shares the backend's own
 * device. Carried only when {@linkplain #allowing allowed}: methods that write the gateway's authentication, its
 * pairings, or the one profile that all persons share at a gateway in token mode.
 */
public final class MethodRules {
    private static final List<String> NEVER = List.of("connect", "device.*");

    private static final List<String> FENCED = List.of(
            "channels.pairing.*",
            "config.apply",
            "config.patch",
            "config.set",
            "node.pair.*",
            "node.rename",
            "portal.open",
            "push.web.*",
            "secrets.*",
            "users.authConnect.*",
            "users.github.authorize.*",
            "users.github.disconnect",
            "users.linkAuthProfile",
            "users.linkChannelIdentity",
            "users.linkEmail",
            "users.prefs.set",
            "users.selectModelAccount",
            "users.setAvatar",
            "users.setDisplayName",
            "users.setRole",
            "users.unlinkAuthProfile",
            "users.unlinkChannelIdentity");

    private static final Pattern RULE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z][A-Za-z0-9_-]*)*(\\.\\*)?");

    private static final MethodRules STANDARD = new MethodRules(List.of());

    private final List<Allowance> allowed;

    private MethodRules(List<Allowance> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /**
     * A row of the table.
     *
     * @param least the least role it is for; null for everybody who is connected
     */
    private record Allowance(String rule, @Nullable Role least) {
        private boolean isFor(Subject who) {
            return least == null
                    || (who instanceof Subject.Authenticated person
                            && person.role().includes(least));
        }
    }

    /** Both fences stand and nothing is allowed through. */
    public static MethodRules standard() {
        return STANDARD;
    }

    /**
     * A copy that also carries these: a method, or all methods below a name, as in {@code push.web.*}.
     *
     * @throws IllegalArgumentException if a rule is malformed or reaches what is never carried; it names the rule
     */
    public MethodRules allowing(String... rules) {
        return with(null, rules);
    }

    /**
     * A copy that also carries these for people of at least this role. What their connection may do, the gateway still
     * judges by its scopes.
     *
     * @throws IllegalArgumentException as {@link #allowing(String...)}
     */
    public MethodRules allowing(Role least, String... rules) {
        return with(Objects.requireNonNull(least, "least"), rules);
    }

    private MethodRules with(@Nullable Role least, String... rules) {
        List<Allowance> more = new ArrayList<>(allowed);
        for (String rule : rules) {
            if (!RULE.matcher(rule).matches()) {
                throw new IllegalArgumentException("not a method or a name followed by .*: " + rule);
            }
            if (rule.equals("connect") || rule.equals("device") || rule.startsWith("device.")) {
                throw new IllegalArgumentException("never carried, so it cannot be allowed: " + rule);
            }
            more.add(new Allowance(rule, least));
        }
        return new MethodRules(more);
    }

    /** Tells whether a method is carried to the gateway for everybody. */
    public boolean carries(String method) {
        return carries(method, Subject.anonymous());
    }

    /** Tells whether a method is carried to the gateway for somebody. */
    public boolean carries(String method, Subject who) {
        return !matches(NEVER, method)
                && (!matches(FENCED, method)
                        || allowed.stream().anyMatch(row -> row.isFor(who) && matches(row.rule(), method)));
    }

    private static boolean matches(List<String> rules, String method) {
        return rules.stream().anyMatch(rule -> matches(rule, method));
    }

    private static boolean matches(String rule, String method) {
        return rule.endsWith(".*") ? method.startsWith(rule.substring(0, rule.length() - 1)) : method.equals(rule);
    }
}
