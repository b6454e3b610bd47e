package dev.missioncontrol.core.net;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hosts a server answers for.
 *
 * <p>Entries: {@code app.example.com}; {@code *.example.com} for one or more labels below; {@code 100.*} and
 * {@code 100.64.0.0/10} for address literals only. An entry without a port admits no port or the scheme's default one;
 * {@code host:8080} that one; {@code host:*} any; loopback entries any without saying so. Names are compared in ASCII
 * without regard to case and without a trailing dot. An empty list admits nothing. Immutable and thread-safe; a
 * look-up takes time by the length of the host, whatever the number of entries.
 */
public final class HostAllowlist {

    private static final HostPattern ANYTHING = new HostPattern.Anything();

    private final List<HostPattern> patterns;
    private final HostIndex index;
    private final boolean open;

    private HostAllowlist(List<HostPattern> patterns) {
        this.patterns = patterns;
        this.index = new HostIndex(patterns);
        this.open = patterns.contains(ANYTHING);
    }

    /**
     * Reads a list with commas, as in {@code MC_ALLOWED_HOSTS}. Blanks around entries and blank entries do not count.
     *
     * @throws IllegalArgumentException naming the first entry that is no pattern
     */
    public static HostAllowlist ofCsv(String csv) {
        return of(Arrays.stream(csv.split(",", -1))
                .map(HostAllowlist::trimmed)
                .filter(entry -> !entry.isEmpty())
                .toArray(String[]::new));
    }

    /**
     * Takes entries one by one.
     *
     * @throws IllegalArgumentException naming the first entry that is no pattern
     */
    public static HostAllowlist of(String... entries) {
        return new HostAllowlist(Arrays.stream(entries).map(HostPattern::of).toList());
    }

    /** Admits no host. */
    public static HostAllowlist denyAll() {
        return new HostAllowlist(List.of());
    }

    /** Admits every well-formed host: any web page can then reach the server by rebinding its own name to it. */
    public static HostAllowlist insecureAllowAny() {
        return new HostAllowlist(List.of(ANYTHING));
    }

    /** Tells whether the one Host header of a request that came by {@code scheme} is admitted. */
    public boolean permits(Scheme scheme, String hostHeader) {
        return find(scheme, hostHeader) != null;
    }

    /** The most specific entry for a host; as the scheme is unknown, a written port is no default one. */
    public Optional<HostPattern> match(HostName host) {
        Optional<InetAddress> address = host.address();
        if (address.isPresent()) {
            return Optional.ofNullable(open ? ANYTHING : index.findAddress(host, address.get(), null));
        }
        byte[] name = HostSyntax.bytes(host.value());
        return HostSyntax.fold(name, name.length) == name.length
                ? Optional.ofNullable(
                        findName(null, name, name.length, host.port().orElse(HostSyntax.NO_PORT)))
                : Optional.empty();
    }

    /** The entries, as they were given. */
    public List<HostPattern> patterns() {
        return patterns;
    }

    private @Nullable HostPattern find(Scheme scheme, String text) {
        int length = text.length();
        if (length == 0 || length > HostSyntax.LONGEST_TEXT) {
            return null;
        }
        if (text.charAt(0) == '[') {
            return findAddress(scheme, text);
        }
        int hostEnd = HostSyntax.hostEnd(text);
        byte[] host = HostSyntax.bytes(text);
        int nameEnd = HostSyntax.fold(host, hostEnd);
        if (nameEnd == HostSyntax.BAD) {
            return null;
        }
        int port = HostSyntax.port(text, hostEnd);
        if (HostSyntax.endsInNumber(host, nameEnd)) {
            long address =
                    nameEnd == hostEnd && port != HostSyntax.BAD ? HostSyntax.ipv4(host, nameEnd) : HostSyntax.BAD;
            return address == HostSyntax.BAD ? null : findIpv4(scheme, (int) address, port);
        }
        return port == HostSyntax.BAD ? null : findName(scheme, host, nameEnd, port);
    }

    private @Nullable HostPattern findName(@Nullable Scheme scheme, byte[] name, int end, int port) {
        return open ? ANYTHING : index.findName(name, end, scheme, port);
    }

    private @Nullable HostPattern findIpv4(Scheme scheme, int address, int port) {
        return open ? ANYTHING : index.findIpv4(address, scheme, port);
    }

    private @Nullable HostPattern findAddress(Scheme scheme, String text) {
        return HostName.parse(text)
                .flatMap(host ->
                        host.address().map(address -> open ? ANYTHING : index.findAddress(host, address, scheme)))
                .orElse(null);
    }

    private static String trimmed(String entry) {
        int start = 0;
        int end = entry.length();
        while (start < end && isBlank(entry.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(entry.charAt(end - 1))) {
            end--;
        }
        return entry.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    @Override
    public String toString() {
        return "HostAllowlist" + patterns;
    }
}
