package dev.missioncontrol.fakegateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FakeStateTest {
    private final Secret token = Secret.of("a shared token of this test");
    private final DeviceIdentity device = DeviceIdentity.generate(new SecureRandom());

    @TempDir
    Path folder;

    @Test
    void pairings_inStateFile_outliveTheGateway() throws Exception {
        String first;
        String waiting;
        try (FakeGateway fake = start(LocalPairing.SILENT)) {
            first = deviceToken(ask(fake, device));
        }
        try (FakeGateway fake = start(LocalPairing.MANUAL)) {
            assertThat(deviceToken(ask(fake, device))).isEqualTo(first);
            ask(fake, DeviceIdentity.generate(new SecureRandom()));
            waiting = fake.pending().get(0).requestId();
        }
        try (FakeGateway fake = start(LocalPairing.MANUAL)) {
            assertThat(fake.pending()).extracting(PendingPairing::requestId).containsExactly(waiting);
            fake.approve(waiting);
            assertThat(fake.devices()).hasSize(2);
        }
    }

    @Test
    void stateFile_whenWritten_isTheOwnersAlone() throws Exception {
        try (FakeGateway fake = start(LocalPairing.SILENT)) {
            ask(fake, device);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void stateFile_openToOthers_isRefused() throws Exception {
        Files.writeString(file(), "{}");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> start(LocalPairing.SILENT)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void stateFile_malformedOrLinked_isRefused() throws Exception {
        Files.writeString(file(), "{\"devices\":[{}]}");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> start(LocalPairing.SILENT)).isInstanceOf(IllegalStateException.class);
        Path target = folder.resolve("elsewhere");
        Files.move(file(), target);
        Files.createSymbolicLink(file(), target);
        assertThatThrownBy(() -> start(LocalPairing.SILENT)).isInstanceOf(IllegalStateException.class);
    }

    private FakeGateway start(LocalPairing pairing) {
        return FakeGateway.builder()
                .sharedToken(token)
                .localPairing(pairing)
                .stateFile(file())
                .start();
    }

    private Path file() {
        return folder.resolve("gateway.json");
    }

    private static JsonNode ask(FakeGateway fake, DeviceIdentity device) throws Exception {
        try (Phone phone = Phone.call(fake)) {
            return phone.connect(fake, "gateway-client", "ui", device, client -> {}, "operator.read");
        }
    }

    private static String deviceToken(JsonNode hello) {
        String text = hello.path("payload").path("auth").path("deviceToken").asText();
        assertThat(text).as("%s", hello).hasSize(43);
        return text;
    }
}
