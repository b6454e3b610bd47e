package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileDeviceIdentityStoreTest {
    @TempDir
    Path directory;

    private Path path;
    private FileDeviceIdentityStore store;

    @BeforeEach
    void setUp() {
        path = directory.resolve("identity");
        store = new FileDeviceIdentityStore(path, new SecureRandom());
    }

    @Test
    void load_whenNothingIsThere_isEmptyAndMakesNothing() {
        assertThat(store.load()).isEmpty();
        assertThat(path).doesNotExist();
    }

    @Test
    void create_whenNew_keepsTheIdentityForItsOwnerAlone() throws IOException {
        DeviceIdentity made = store.create();

        assertThat(store.load().orElseThrow().id()).isEqualTo(made.id());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void create_whenOneIsThere_refusesAndLeavesItAlone() {
        DeviceIdentity first = store.create();

        assertThatThrownBy(store::create).isInstanceOf(StoreException.class).hasMessageContaining("exists");
        assertThat(store.load().orElseThrow().id()).isEqualTo(first.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw-rw-rw-"})
    void load_whenOpenToOthers_refuses(String mode) throws IOException {
        store.create();
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));

        assertThatThrownBy(store::load).isInstanceOf(StoreException.class).hasMessageContaining("0600");
    }

    @Test
    void load_whenASymbolicLink_refuses() throws IOException {
        Path real = directory.resolve("real");
        new FileDeviceIdentityStore(real, new SecureRandom()).create();
        Files.createSymbolicLink(path, real);

        assertThatThrownBy(store::load).isInstanceOf(StoreException.class);
        assertThatThrownBy(store::create).isInstanceOf(StoreException.class);
    }

    @Test
    void load_whenADirectory_refuses() throws IOException {
        Files.createDirectory(path);

        assertThatThrownBy(store::load).isInstanceOf(StoreException.class);
    }

    @Test
    void load_whenCutOrChangedAnywhere_refuses() throws IOException {
        store.create();
        String text = Files.readString(path);
        for (int cut = 0; cut < text.length(); cut++) {
            Files.writeString(path, text.substring(0, cut));
            assertThatThrownBy(store::load).as("cut at %d", cut).isInstanceOf(StoreException.class);
        }
        char first = text.charAt(text.indexOf("seed ") + 5);
        Files.writeString(path, text.replace("seed " + first, "seed " + (first == 'A' ? 'B' : 'A')));
        assertThatThrownBy(store::load).isInstanceOf(StoreException.class).hasMessageContaining("another device");
    }

    @Test
    void load_whenHugeOrNotText_refuses() throws IOException {
        store.create();
        Files.writeString(path, "x".repeat(5_000));
        assertThatThrownBy(store::load).isInstanceOf(StoreException.class);
        Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(store::load).isInstanceOf(StoreException.class);
    }

    @Test
    void inMemory_whenCreatedTwice_refuses() {
        InMemoryDeviceIdentityStore memory = new InMemoryDeviceIdentityStore(new SecureRandom());
        assertThat(memory.load()).isEmpty();
        DeviceIdentity made = memory.create();

        assertThat(memory.load()).containsSame(made);
        assertThatThrownBy(memory::create).isInstanceOf(StoreException.class);
    }
}
