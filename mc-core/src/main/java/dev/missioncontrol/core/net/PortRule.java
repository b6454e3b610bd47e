package dev.missioncontrol.core.net;

import org.jspecify.annotations.Nullable;

/**
 * Which ports an entry of an allowlist admits.
 *
 * @param kind the kind of rule
 * @param number the port of {@link Kind#ONLY}, otherwise 0
 */
public record PortRule(Kind kind, int number) {

    /** The kinds of port rules. */
    public enum Kind {
        /** No port written, or the default port of the scheme: an entry without a port. */
        DEFAULT,
        /** Any port: {@code host:*}, and loopback entries without a port. */
        ANY,
        /** Exactly this port; if it is the scheme's default, leaving it out is the same. */
        ONLY
    }

    /** No port, or the scheme's default one. */
    public static final PortRule DEFAULT = new PortRule(Kind.DEFAULT, 0);

    /** Any port. */
    public static final PortRule ANY = new PortRule(Kind.ANY, 0);

    /** Exactly this port. */
    public static PortRule only(int port) {
        return new PortRule(Kind.ONLY, port);
    }

    /** Judges a written port, 0 for none; without a scheme no port is a default one. */
    boolean admits(@Nullable Scheme scheme, int written) {
        int implied = scheme == null ? HostSyntax.NO_PORT : scheme.defaultPort();
        return switch (kind) {
            case ANY -> true;
            case DEFAULT -> written == HostSyntax.NO_PORT || written == implied;
            case ONLY -> number == (written == HostSyntax.NO_PORT ? implied : written);
        };
    }

    /** As written behind a host: nothing, {@code :*} or {@code :8080}. */
    @Override
    public String toString() {
        return switch (kind) {
            case ANY -> ":*";
            case DEFAULT -> "";
            case ONLY -> ":" + number;
        };
    }
}
