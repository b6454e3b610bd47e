package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.gateway.spi.StoredToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileGatewayTokenStoreTest {
    private static final String GATEWAY = "ws://127.0.0.1:18789";
    private static final DeviceId DEVICE = new DeviceId("ab".repeat(32));
    private static final DeviceId OTHER = new DeviceId("cd".repeat(32));

    @TempDir
    Path directory;

    private Path path;
    private FileGatewayTokenStore store;

    @BeforeEach
    void setUp() {
        path = directory.resolve("tokens");
        store = new FileGatewayTokenStore(path);
    }

    private static StoredToken token(String text, Scope... scopes) {
        return new StoredToken(Secret.of(text), Set.of(scopes));
    }

    private String find(String gateway, DeviceId device, ClientRole role) {
        return store.find(gateway, device, role)
                .map(found -> found.token().reveal() + found.scopes())
                .orElse("none");
    }

    @Test
    void find_whenNothingIsKept_isEmptyAndMakesNothing() {
        assertThat(find(GATEWAY, DEVICE, ClientRole.OPERATOR)).isEqualTo("none");
        assertThat(path).doesNotExist();
    }

    @Test
    void token_whenKept_isFoundByAnotherStoreForThatKeyOnly() throws IOException {
        store.save(GATEWAY, DEVICE, ClientRole.OPERATOR, token("tok-1", Scope.READ));
        store = new FileGatewayTokenStore(path);

        assertThat(find(GATEWAY, DEVICE, ClientRole.OPERATOR)).isEqualTo("tok-1[operator.read]");
        assertThat(find(GATEWAY, DEVICE, ClientRole.NODE)).isEqualTo("none");
        assertThat(find(GATEWAY, OTHER, ClientRole.OPERATOR)).isEqualTo("none");
        assertThat(find("ws://127.0.0.1:18790", DEVICE, ClientRole.OPERATOR)).isEqualTo("none");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void token_whenSavedAgain_isReplaced() throws IOException {
        store.save(GATEWAY, DEVICE, ClientRole.OPERATOR, token("tok-1", Scope.READ));
        store.save(GATEWAY, OTHER, ClientRole.NODE, token("tok-2"));
        store.save(GATEWAY, DEVICE, ClientRole.OPERATOR, token("tok-3"));

        assertThat(find(GATEWAY, DEVICE, ClientRole.OPERATOR)).isEqualTo("tok-3[]");
        assertThat(find(GATEWAY, OTHER, ClientRole.NODE)).isEqualTo("tok-2[]");
        assertThat(Files.readString(path)).doesNotContain("tok-1");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void token_whenForgotten_isGone() {
        store.save(GATEWAY, DEVICE, ClientRole.OPERATOR, token("tok-1"));
        store.forget(GATEWAY, DEVICE, ClientRole.OPERATOR);
        store.forget(GATEWAY, OTHER, ClientRole.OPERATOR);

        assertThat(find(GATEWAY, DEVICE, ClientRole.OPERATOR)).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "line\nbreak", "tab\t", "é"})
    void token_whenItWouldBreakTheFile_isRefused(String text) {
        assertThatThrownBy(() -> store.save(GATEWAY, DEVICE, ClientRole.OPERATOR, token(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(text);
    }

    @Test
    void file_whenOpenToOthersOrALink_isRefused() throws IOException {
        store.save(GATEWAY, DEVICE, ClientRole.OPERATOR, token("tok-1"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> find(GATEWAY, DEVICE, ClientRole.OPERATOR)).isInstanceOf(StoreException.class);

        Path link = directory.resolve("link");
        Files.createSymbolicLink(link, path);
        store = new FileGatewayTokenStore(link);
        assertThatThrownBy(() -> find(GATEWAY, DEVICE, ClientRole.OPERATOR)).isInstanceOf(StoreException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "another header\n", "mission-control device tokens 1", "mission-control device tokens 1\nx\n"
            })
    void file_whenDamaged_isRefusedAndNotOverwritten(String text) throws IOException {
        store.save(GATEWAY, DEVICE, ClientRole.OPERATOR, token("tok-1"));
        Files.writeString(path, text);

        assertThatThrownBy(() -> find(GATEWAY, DEVICE, ClientRole.OPERATOR)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.save(GATEWAY, DEVICE, ClientRole.OPERATOR, token("tok-2")))
                .isInstanceOf(StoreException.class);
        assertThat(Files.readString(path)).isEqualTo(text);
    }
}
