package dev.missioncontrol.core.net;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The entries of an allowlist, arranged for look-up: names by suffix, addresses by range. */
final class HostIndex {

    private final SuffixTable exact;
    private final SuffixTable below;
    private final Map<Cidr, List<HostPattern>> ranges = new LinkedHashMap<>();
    private final Map<String, List<HostPattern>> literals = new LinkedHashMap<>();
    private final int[] prefixes;

    HostIndex(List<HostPattern> all) {
        Map<String, List<HostPattern>> names = new LinkedHashMap<>();
        Map<String, List<HostPattern>> suffixes = new LinkedHashMap<>();
        for (HostPattern pattern : all) {
            if (pattern instanceof HostPattern.Exact one) {
                add(isLiteral(one.host()) ? literals : names, one.host(), one);
            } else if (pattern instanceof HostPattern.Below many) {
                add(suffixes, many.suffix(), many);
            } else if (pattern instanceof HostPattern.Ipv4Prefix prefix) {
                add(ranges, prefix.range(), prefix);
            } else if (pattern instanceof HostPattern.Range range) {
                add(ranges, range.range(), range);
            }
        }
        this.exact = new SuffixTable(names);
        this.below = new SuffixTable(suffixes);
        this.prefixes =
                ranges.keySet().stream().mapToInt(Cidr::prefix).distinct().toArray();
    }

    /** The most specific entry for the well-formed, folded name that fills {@code name} up to {@code end}. */
    @Nullable
    HostPattern findName(byte[] name, int end, @Nullable Scheme scheme, int port) {
        HostPattern best = null;
        int hash = 0;
        for (int i = end - 1; i >= 0; i--) {
            byte c = name[i];
            if (c == '.') {
                HostPattern found = below.find(name, i + 1, end, hash, scheme, port);
                best = found == null ? best : found;
            }
            hash = SuffixTable.extend(hash, c);
        }
        HostPattern whole = exact.find(name, 0, end, hash, scheme, port);
        return whole == null ? best : whole;
    }

    /** The most specific entry for an address literal. */
    @Nullable
    HostPattern findAddress(HostName host, InetAddress address, @Nullable Scheme scheme) {
        int port = host.port().orElse(HostSyntax.NO_PORT);
        int bits = address.getAddress().length * 8;
        Stream<List<HostPattern>> wider = Arrays.stream(prefixes)
                .filter(prefix -> prefix <= bits)
                .mapToObj(prefix -> ranges.getOrDefault(Cidr.around(address, prefix), List.of()));
        return Stream.concat(Stream.of(literals.getOrDefault(host.value(), List.of())), wider)
                .flatMap(List::stream)
                .filter(pattern -> pattern.ports().admits(scheme, port))
                .findFirst()
                .orElse(null);
    }

    private static boolean isLiteral(String host) {
        return IpLiteral.parse(host).isPresent();
    }

    private static <K> void add(Map<K, List<HostPattern>> map, K key, HostPattern pattern) {
        Objects.requireNonNull(map.computeIfAbsent(key, k -> new ArrayList<>())).add(pattern);
    }
}
