package dev.missioncontrol.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.secret.Secret;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    private static final List<String> ALICE = List.of("alice@example.com", "Alice Liddell");

    private final PasswordRules rules = PasswordRules.standard();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwordpassword",
                "PasswordPassword",
                "password1234",
                "P4ssw0rd-2026",
                "Welcome-2026!",
                "change-me-on-first-login",
                "iloveyou123456",
                "1qaz2wsx3edc",
                "aaaaaaaaaaaa",
                "\uD83E\uDD9E\uD83E\uDD9E\uD83E\uDD9E\uD83E\uDD9E\uD83E\uDD9E\uD83E\uDD9E\uD83E\uDD9E\uD83E\uDD9E\uD83E\uDD9E\uD83E\uDD9E\uD83E\uDD9E\uD83E\uDD9E",
                "abababababab",
                "abcabcabcabcab",
                "abcdefghijkl",
                "lkjihgfedcba",
                "123456789012",
                "098765432109",
                "qwertyuiopas",
                "QWERTYUIOP[]",
                "lkjhgfdsapoi",
                "alice2026alice",
                "alice@example.com",
                "Alice.Liddell.1",
                "liddell-liddell",
                "Mission-Control-26",
                "openclaw-openclaw"
            })
    void faultOf_whenAnybodyWouldTryIt_isTooCommon(String password) {
        assertThat(fault(password)).contains(PasswordFault.TOO_COMMON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "another long password",
                "twelve chars",
                "my cat is called alice",
                "gJ2#kfP0w!xQ",
                "4f0a9be17c22",
                "839201748265",
                "\u674E\u96F7\u548C\u97E9\u6885\u6885\u5728\u56FE\u4E66\u9986\u8BFB\u4E66",
                " leading and trailing "
            })
    void faultOf_whenItIsOnesOwn_findsNothing(String password) {
        assertThat(fault(password)).isEmpty();
    }

    @Test
    void faultOf_whenTheFormIsWrong_saysHow() {
        assertThat(fault("elevenchars")).contains(PasswordFault.TOO_SHORT);
        assertThat(fault("x".repeat(1_025))).contains(PasswordFault.TOO_LONG);
        assertThat(fault("a lone \uD800 surrogate")).contains(PasswordFault.MALFORMED);
        assertThat(fault("with a \t tabulator")).contains(PasswordFault.CONTROL_CHARACTER);
        assertThat(fault("with a \u0000 in the middle")).contains(PasswordFault.CONTROL_CHARACTER);
    }

    @Test
    void atLeast_whenSetHigher_asksForMoreAndNeverForLess() {
        PasswordRules fifteen = rules.atLeast(15);

        assertThat(fifteen.faultOf(Secret.of("fourteen chars"), List.of())).contains(PasswordFault.BELOW_MINIMUM);
        assertThat(fifteen.faultOf(Secret.of("fifteen chars !"), List.of())).isEmpty();
        assertThat(fifteen.minimum()).isEqualTo(15);
        assertThatThrownBy(() -> rules.atLeast(11)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rules.atLeast(65)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void blocklist_whenItIsAFile_blocksItsLinesInAnyCase(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("list.txt"), "short\r\n\nTulips In The Park\n");
        PasswordRules own = rules.blocking(PasswordBlocklist.ofFile(file).and(PasswordBlocklist.standard()));

        assertThat(own.faultOf(Secret.of("tulips in the park"), List.of())).contains(PasswordFault.TOO_COMMON);
        assertThat(own.faultOf(Secret.of("passwordpassword"), List.of())).contains(PasswordFault.TOO_COMMON);
        assertThat(fault("tulips in the park")).isEmpty();
        assertThat(PasswordBlocklist.ofFile(file).size()).isEqualTo(1);
    }

    @Test
    void blocklist_whenItIsMissingOrEmpty_isRefusedNamingTheFile(@TempDir Path folder) throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.txt"), " \n\n");

        for (Path bad : List.of(empty, folder.resolve("nowhere.txt"), folder)) {
            assertThatThrownBy(() -> PasswordBlocklist.ofFile(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(bad.toString());
        }
        assertThatThrownBy(() -> PasswordBlocklist.of(new ByteArrayInputStream(new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(PasswordBlocklist.insecureNone().contains("passwordpassword"))
                .isFalse();
    }

    @Test
    void standardList_holdsNothingThatIsTooShortToMatter() throws Exception {
        try (var in = PasswordBlocklist.class.getResourceAsStream("common-passwords.txt")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();

            assertThat(PasswordBlocklist.standard().size())
                    .isEqualTo(lines.size())
                    .isGreaterThan(700);
            assertThat(lines).doesNotHaveDuplicates().isSorted();
        }
    }

    private Optional<PasswordFault> fault(String password) {
        return rules.faultOf(Secret.of(password), ALICE);
    }
}
