package dev.missioncontrol.core.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
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

    /** Literals have a table of their own, before that of the ranges of 32 bits. */
    private static final int WHOLE = 33;

    private final SuffixTable exact;
    private final SuffixTable below;
    private final Map<Cidr, List<HostPattern>> ranges = new LinkedHashMap<>();
    private final Map<String, List<HostPattern>> literals = new LinkedHashMap<>();
    private final int[] prefixes;
    private final Ipv4Table[] ipv4;

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
        this.ipv4 = ipv4Tables();
    }

    /** The literals, then the ranges by their numbers of leading bits, in the order they were given. */
    private Ipv4Table[] ipv4Tables() {
        Map<Integer, Map<Integer, List<HostPattern>>> byPrefix = new LinkedHashMap<>();
        literals.forEach((literal, all) -> IpLiteral.parse(literal)
                .filter(Inet4Address.class::isInstance)
                .ifPresent(address -> put(byPrefix, WHOLE, address, all)));
        ranges.forEach((range, all) -> {
            if (range.network() instanceof Inet4Address) {
                put(byPrefix, range.prefix(), range.network(), all);
            }
        });
        return byPrefix.entrySet().stream()
                .map(entry -> new Ipv4Table(Math.min(entry.getKey(), 32), entry.getValue()))
                .toArray(Ipv4Table[]::new);
    }

    private static void put(
            Map<Integer, Map<Integer, List<HostPattern>>> byPrefix,
            int prefix,
            InetAddress network,
            List<HostPattern> all) {
        Objects.requireNonNull(byPrefix.computeIfAbsent(prefix, bits -> new LinkedHashMap<>()))
                .put(ByteBuffer.wrap(network.getAddress()).getInt(), all);
    }

    /** The most specific entry for the bits of an IPv4 literal. */
    @Nullable
    HostPattern findIpv4(int address, @Nullable Scheme scheme, int port) {
        for (Ipv4Table table : ipv4) {
            HostPattern found = table.find(address, scheme, port);
            if (found != null) {
                return found;
            }
        }
        return null;
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
