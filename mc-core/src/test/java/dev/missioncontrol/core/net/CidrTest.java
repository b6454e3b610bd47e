package dev.missioncontrol.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "100.64.0.0/10, 100.64.0.0, true",
        "100.64.0.0/10, 100.127.255.255, true",
        "100.64.0.0/10, 100.63.255.255, false",
        "100.64.0.0/10, 100.128.0.0, false",
        "10.0.0.7, 10.0.0.7, true",
        "10.0.0.7, 10.0.0.8, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 127.0.0.1, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "2001:db8::/65, 2001:db8:0:0:7fff::, true",
        "2001:db8::/65, 2001:db8:0:0:8000::, false",
    })
    void contains_whenAsked_comparesLeadingBits(String range, String address, boolean inside) {
        assertThat(Cidr.of(range).contains(address(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0.0/", "/8", "x/8", "10/8", ""})
    void of_whenItIsNoRange_fails(String text) {
        assertThatThrownBy(() -> Cidr.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void around_whenBitsLieBehindThePrefix_dropsThem() {
        assertThat(Cidr.around(address("100.100.100.100"), 10)).isEqualTo(Cidr.of("100.64.0.0/10"));
        assertThat(Cidr.around(address("100.100.100.100"), 32)).isEqualTo(Cidr.of("100.100.100.100"));
        assertThat(Cidr.around(address("100.100.100.100"), 0)).isEqualTo(Cidr.of("0.0.0.0/0"));
        assertThat(Cidr.around(address("2001:db8::ffff"), 64)).isEqualTo(Cidr.of("2001:db8::/64"));
    }

    private static InetAddress address(String text) {
        return IpLiteral.parse(text).orElseThrow();
    }
}
