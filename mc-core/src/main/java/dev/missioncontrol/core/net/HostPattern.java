package dev.missioncontrol.core.net;

import java.util.Objects;

/** One entry of a {@link HostAllowlist}. */
public sealed interface HostPattern {

    /** {@code app.example.com}, {@code 127.0.0.1}, {@code [::1]}: one host. */
    record Exact(String host, PortRule ports) implements HostPattern {
        public Exact {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(ports, "ports");
        }

        @Override
        public String toString() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ports;
        }
    }

    /** {@code *.example.com}: every name one or more labels below {@code suffix}, never {@code suffix} itself. */
    record Below(String suffix, PortRule ports) implements HostPattern {
        public Below {
            Objects.requireNonNull(suffix, "suffix");
            Objects.requireNonNull(ports, "ports");
        }

        @Override
        public String toString() {
            return "*." + suffix + ports;
        }
    }

    /** {@code 100.*}: every IPv4 literal with these leading octets, and never a name. */
    record Ipv4Prefix(String octets, Cidr range, PortRule ports) implements HostPattern {
        public Ipv4Prefix {
            Objects.requireNonNull(octets, "octets");
            Objects.requireNonNull(range, "range");
            Objects.requireNonNull(ports, "ports");
        }

        @Override
        public String toString() {
            return octets + ".*" + ports;
        }
    }

    /** {@code 100.64.0.0/10}, {@code fd00::/8}: every address literal in the range, and never a name. */
    record Range(Cidr range, PortRule ports) implements HostPattern {
        public Range {
            Objects.requireNonNull(range, "range");
            Objects.requireNonNull(ports, "ports");
        }

        @Override
        public String toString() {
            return range.network().getHostAddress() + "/" + range.prefix() + ports;
        }
    }

    /** Every well-formed host: only {@link HostAllowlist#insecureAllowAny()} holds it; it cannot be written. */
    record Anything() implements HostPattern {

        @Override
        public PortRule ports() {
            return PortRule.ANY;
        }
    }

    /** Which ports the entry admits. */
    PortRule ports();

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException naming the text and what is wrong with it
     */
    static HostPattern of(String text) {
        return PatternReader.read(text);
    }
}
