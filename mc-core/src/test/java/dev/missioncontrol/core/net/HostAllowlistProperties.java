package dev.missioncontrol.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The index against the plainest possible reading of the rules, and the two roads into it against each other. */
class HostAllowlistProperties {

    @Property
    void permits_forWildcardsAndNames_agreesWithAScan(
            @ForAll("names") List<String> exact, @ForAll("names") List<String> suffixes, @ForAll("name") String host) {
        List<String> below = suffixes.stream().filter(s -> s.indexOf('.') > 0).toList();
        String[] entries =
                Stream.concat(exact.stream(), below.stream().map(s -> "*." + s)).toArray(String[]::new);

        boolean scanned = exact.contains(host) || below.stream().anyMatch(s -> host.endsWith("." + s));

        HostAllowlist list = HostAllowlist.of(entries);
        assertThat(list.permits(Scheme.HTTPS, host)).isEqualTo(scanned);
        assertThat(list.permits(Scheme.HTTPS, host.toUpperCase(Locale.ROOT))).isEqualTo(scanned);
        assertThat(list.match(HostName.parse(host).orElseThrow()).isPresent()).isEqualTo(scanned);
    }

    @Property
    void permits_forAddressesAndRanges_agreesWithAScan(
            @ForAll("address") String host,
            @ForAll("addresses") List<String> networks,
            @ForAll @IntRange(max = 32) int prefix,
            @ForAll @IntRange(max = 65_535) int port) {
        List<Cidr> ranges = Stream.concat(
                        networks.stream().map(Cidr::of),
                        networks.stream()
                                .map(network -> Cidr.around(Cidr.of(network).network(), prefix)))
                .toList();
        InetAddress address = Cidr.of(host).network();
        boolean portFits = port == 0 || port == 80;
        boolean scanned = portFits && ranges.stream().anyMatch(range -> range.contains(address));

        HostAllowlist list = HostAllowlist.of(ranges.stream()
                .map(range -> range.network().getHostAddress() + (range.prefix() == 32 ? "" : "/" + range.prefix()))
                .toArray(String[]::new));
        String text = port == 0 ? host : host + ":" + port;
        assertThat(list.permits(Scheme.HTTP, text)).isEqualTo(scanned);
        assertThat(list.permits(Scheme.HTTP, text + ".")).isFalse();
    }

    @Property
    void permits_forAnyText_neverThrowsAndNeverAdmitsWhatIsNoHost(@ForAll String text) {
        boolean admitted = HostAllowlist.insecureAllowAny().permits(Scheme.HTTP, text);

        assertThat(admitted).isEqualTo(HostName.parse(text).isPresent());
    }

    @Property
    void permits_forHostLikeText_agreesWithTheParser(@ForAll("hostLike") String text) {
        boolean admitted = HostAllowlist.insecureAllowAny().permits(Scheme.HTTP, text);

        assertThat(admitted).isEqualTo(HostName.parse(text).isPresent());
    }

    @Provide
    Arbitrary<String> name() {
        Arbitrary<String> label =
                Arbitraries.strings().withChars('a', 'b').ofMinLength(1).ofMaxLength(2);
        return label.list().ofMinSize(1).ofMaxSize(4).map(labels -> String.join(".", labels));
    }

    @Provide
    Arbitrary<List<String>> names() {
        return name().list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> address() {
        Arbitrary<String> octet = Arbitraries.of("0", "1", "10", "99", "128", "255");
        return octet.list().ofSize(3).map(octets -> "10." + String.join(".", octets));
    }

    @Provide
    Arbitrary<List<String>> addresses() {
        return address().list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> hostLike() {
        return Arbitraries.strings().withChars("aA09-.:[]xn*/@ é").ofMaxLength(12);
    }
}
