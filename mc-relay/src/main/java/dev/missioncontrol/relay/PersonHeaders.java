package dev.missioncontrol.relay;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.IpLiteral;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header fields that tell a gateway in trusted-proxy mode for whom a connection is, and at most what for. Made of
 * who signed in and of what was decided; nothing a client sent is ever in them. Immutable.
 *
 * <p>Names are sent as they are or not at all: a name of other characters than ASCII letters, digits and
 * {@code . _ @ + -} is refused, because a rewritten one could be somebody else's.
 */
public final class PersonHeaders {
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@+-]{1,128}");
    private static final String CAP = "x-openclaw-scopes";
    private static final Set<String> TAKEN = Set.of(
            "authorization",
            "connection",
            "content-length",
            "cookie",
            "forwarded",
            "host",
            "origin",
            "transfer-encoding",
            "upgrade",
            "x-forwarded-for",
            "x-forwarded-proto",
            CAP);

    /** An address for documentation (RFC 5737): the gateway takes no loopback one, and it is nobody's. */
    private static final String NOBODY = "203.0.113.7";

    private final String userHeader;
    private final String forwardedFor;
    private final PersonNames names;

    private PersonHeaders(String userHeader, String forwardedFor, PersonNames names) {
        this.userHeader = userHeader;
        this.forwardedFor = forwardedFor;
        this.names = names;
    }

    /**
     * Names people by their ids, in this header field.
     *
     * @param userHeader the gateway's {@code gateway.auth.trustedProxy.userHeader}
     * @throws IllegalArgumentException if it is no field name, or that of a field with another meaning
     */
    public static PersonHeaders in(String userHeader) {
        String lower = userHeader.toLowerCase(Locale.ROOT);
        if (!FIELD_NAME.matcher(userHeader).matches() || TAKEN.contains(lower) || lower.startsWith("sec-")) {
            throw new IllegalArgumentException("not a header field for a person's name: " + userHeader);
        }
        return new PersonHeaders(userHeader, NOBODY, PersonNames.ofIds());
    }

    /** A copy that names people in another way. */
    public PersonHeaders naming(PersonNames other) {
        return new PersonHeaders(userHeader, forwardedFor, Objects.requireNonNull(other, "other"));
    }

    /**
     * A copy that gives the gateway this address as that of all clients, in place of one that is nobody's.
     *
     * @throws IllegalArgumentException if it is a loopback address, which gateways refuse
     */
    public PersonHeaders from(InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            throw new IllegalArgumentException("gateways refuse " + address.getHostAddress() + " as a client");
        }
        String text = address.getHostAddress();
        if (IpLiteral.parse(text).isEmpty()) {
            throw new IllegalArgumentException("an address without a zone: " + text);
        }
        return new PersonHeaders(userHeader, text, names);
    }

    /**
     * The fields for one person. May block.
     *
     * @return empty if the person has no name that can be sent, or may do nothing
     */
    public Optional<Map<String, String>> of(UserId user, Access access) {
        if (access.scopes().isEmpty()) {
            return Optional.empty();
        }
        return names.nameOf(user)
                .filter(name -> NAME.matcher(name).matches())
                .map(name -> Map.of(
                        userHeader,
                        name,
                        "X-Forwarded-For",
                        forwardedFor,
                        "X-Forwarded-Proto",
                        "https",
                        CAP,
                        cap(access)));
    }

    private static String cap(Access access) {
        return access.scopes().stream().map(Scope::value).sorted().collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return "PersonHeaders[" + userHeader + "]";
    }
}
