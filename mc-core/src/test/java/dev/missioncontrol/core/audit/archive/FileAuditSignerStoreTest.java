package dev.missioncontrol.core.audit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.audit.AuditKey;
import dev.missioncontrol.core.audit.AuditSigner;
import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAuditSignerStoreTest {
    private Path file;
    private FileAuditSignerStore store;

    @BeforeEach
    void place(@TempDir Path folder) {
        file = folder.resolve("audit.key");
        store = new FileAuditSignerStore(file, new SecureRandom());
    }

    @Test
    void load_whenThereIsNoFile_isEmptyAndMakesNone() {
        assertThat(store.load()).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void add_whenItReturns_isKeptForItsOwnerAlone() throws IOException {
        AuditSigner first = store.add();
        AuditSigner second = store.add();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(keys()).containsExactly(first.key(), second.key());
        assertThat(store.find(second.key())).isPresent();
        assertThat(store.find(AuditKeys.STRANGER.key())).isEmpty();
    }

    @Test
    void retain_whenItReturns_hasForgottenTheOthers() throws IOException {
        AuditSigner first = store.add();
        AuditSigner second = store.add();

        assertThatThrownBy(() -> store.retain(AuditKeys.STRANGER.key())).isInstanceOf(IllegalArgumentException.class);
        store.retain(second.key());

        assertThat(keys()).containsExactly(second.key());
        assertThat(Files.readString(file)).doesNotContain(seed(first));
    }

    @Test
    void load_whenTheFileIsOpenToOthersOrALink_isRefused() throws IOException {
        store.add();
        Path aside = file.resolveSibling("aside");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> store.load()).isInstanceOf(StoreException.class);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.move(file, aside);
        Files.createSymbolicLink(file, aside);
        assertThatThrownBy(() -> store.load()).isInstanceOf(StoreException.class);
    }

    @Test
    void load_whenTheTextIsAnythingElse_isRefusedWithoutItsText() throws IOException {
        AuditSigner signer = store.add();
        String honest = Files.readString(file);
        AuditSigner stranger = AuditKeys.STRANGER;
        List<String> damaged = List.of(
                "",
                "mission-control audit signer 1\n",
                honest + "\n",
                honest.replace("signer 1", "signer 2"),
                honest.replace("\n", "\r\n"),
                honest.substring(0, honest.length() - 1),
                honest.replace(seed(signer), seed(stranger)),
                honest.replace(signer.key().text(), stranger.key().text()));

        for (String text : damaged) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> store.load())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("damaged")
                    .hasMessageNotContaining(seed(signer));
        }
    }

    @Test
    void signer_whenPrinted_showsItsPublicHalfOnly() {
        AuditSigner signer = store.add();

        assertThat(signer.toString()).contains(signer.key().text()).doesNotContain(seed(signer));
    }

    private List<AuditKey> keys() {
        return new FileAuditSignerStore(file, new SecureRandom())
                .load().stream().map(AuditSigner::key).toList();
    }

    private static String seed(AuditSigner signer) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signer.revealSeed());
    }
}
