package dev.missioncontrol.gateway.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1",
                "file:///etc/hosts",
                "127.0.0.1:18789",
                "ws:opaque",
                "ws:///nohost",
                "ws://user@127.0.0.1:1",
                "ws://user:secret@127.0.0.1:1",
                "ws://@127.0.0.1:1",
                "wss://gateway.example/#part",
                "ws://127.0.0.1:1#",
                "wss://gateway.example:0",
                "wss://gateway.example:70000",
                "wss://exämple.org",
                "wss://a_b.example",
                "ws://127.1:1",
                "ws://[::ffff:127.0.0.1]:1",
                "ws://[::ffff:1.2.3.4]:1",
                "ws://0x7f000001:1",
                "ws://2130706433:1"
            })
    void address_whenItBreaksARule_isRefused(String address) {
        assertThatThrownBy(() -> Endpoint.of(URI.create(address))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusal_whenTheAddressHoldsASecret_doesNotRepeatIt() {
        assertThatThrownBy(() -> Endpoint.of(URI.create("ws://user:hunter2@127.0.0.1:1")))
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://127.0.0.1:18789",
                "ws://127.8.8.8:1",
                "ws://[::1]:1",
                "ws://localhost:1/path?x=1",
                "WS://LOCALHOST:1",
                "wss://gateway.example",
                "wss://10.0.0.1"
            })
    void secrets_whenLoopbackOrTls_areKept(String address) {
        assertThat(Endpoint.of(URI.create(address)).keepsSecrets()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://127.evil.com",
                "ws://localhost.evil",
                "ws://localhost.evil.com:1",
                "ws://10.0.0.1:1",
                "ws://0.0.0.0:1",
                "ws://gateway.example"
            })
    void secrets_whenPlainToAnotherHost_areNotKept(String address) {
        assertThat(Endpoint.of(URI.create(address)).keepsSecrets()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ws://127.0.0.1:18789, ws://127.0.0.1:18789",
        "WSS://Gateway.Example, wss://gateway.example:443",
        "wss://gateway.example/ws?x=1, wss://gateway.example:443",
        "ws://localhost, ws://localhost:80"
    })
    void key_whenSpelledDifferently_isTheSame(String address, String key) {
        assertThat(Endpoint.of(URI.create(address)).key()).isEqualTo(key);
    }
}
