package dev.missioncontrol.auth.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.net.IpLiteral;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255",
                        "169.254.169.254",
                "172.16.0.1", "172.31.255.255", "192.168.1.1", "192.0.0.8", "198.18.0.1", "224.0.0.1", "240.0.0.1",
                "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1", "::127.0.0.1",
                "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "fc00::1", "fd12:3456::1", "fe80::1",
                "fec0::1", "ff02::1", "2001:db8::1", "100::1", "3fff::1"
            })
    void permits_whenTheAddressIsNotPublic_refuses(String address) {
        assertThat(OutboundRule.permits(IpLiteral.parse(address).orElseThrow())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "100.63.255.255",
                "100.128.0.1",
                "172.32.0.1",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1",
                "::ffff:8.8.8.8"
            })
    void permits_whenTheAddressIsPublic_lets(String address) {
        assertThat(OutboundRule.permits(IpLiteral.parse(address).orElseThrow())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/",
                "https://user@example.com/",
                "https:///x",
                "https:example.com",
                "https://example.com/#x",
                "file:///etc/passwd",
                "ftp://example.com/",
                "//example.com/",
                "/hook"
            })
    void permits_whenTheFormIsWrong_refuses(String address) {
        assertThat(OutboundRule.permits(URI.create(address))).isFalse();
        assertThat(OutboundRule.permits(URI.create("https://example.com:8443/hook?a=b")))
                .isTrue();
    }
}
