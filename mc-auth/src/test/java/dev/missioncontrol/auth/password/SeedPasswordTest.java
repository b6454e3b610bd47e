package dev.missioncontrol.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedPasswordTest {

    private static final String GOOD = "correct#horse battery";
    private static final String ENCODED = base64(GOOD);

    @Test
    void of_whenOnlyThePlainVariableIsSet_takesItVerbatim() {
        assertThat(given(Map.of("AUTH_PASS", GOOD))).isEqualTo(GOOD);
        assertThat(given(Map.of("AUTH_PASS", " " + GOOD + " "))).isEqualTo(" " + GOOD + " ");
        assertThat(given(Map.of("AUTH_PASS", GOOD, "AUTH_PASS_B64", "  "))).isEqualTo(GOOD);
    }

    @Test
    void of_whenTheEncodedVariableIsSound_takesItFirst() {
        assertThat(given(Map.of("AUTH_PASS_B64", ENCODED))).isEqualTo(GOOD);
        assertThat(given(Map.of("AUTH_PASS_B64", " " + ENCODED + "\n"))).isEqualTo(GOOD);
        assertThat(given(Map.of("AUTH_PASS_B64", ENCODED, "AUTH_PASS", "another long password")))
                .isEqualTo(GOOD);
        assertThat(given(Map.of("AUTH_PASS_B64", base64("\u00FCber die Br\u00FCcke"))))
                .isEqualTo("\u00FCber die Br\u00FCcke");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "YWJj*", "Y29ycmVjdCBob3JzZSBiYXR0ZXJ5cw", "YWJ=", "====", "_-_-", "/w=="})
    void of_whenTheEncodedVariableIsNotStrictBase64OfText_takesThePlainOneOrRefuses(String encoded) {
        assertThat(given(Map.of("AUTH_PASS_B64", encoded, "AUTH_PASS", GOOD))).isEqualTo(GOOD);
        assertThat(SeedPassword.of(Map.of("AUTH_PASS_B64", encoded)))
                .isInstanceOfSatisfying(
                        SeedPassword.Refused.class,
                        refused -> assertThat(refused.message())
                                .contains("AUTH_PASS_B64")
                                .doesNotContain(encoded));
    }

    @Test
    void of_whenNothingIsSaid_isAbsent() {
        assertThat(SeedPassword.of(Map.of())).isEqualTo(new SeedPassword.Absent());
        assertThat(SeedPassword.of(Map.of("AUTH_PASS", "", "AUTH_PASS_B64", "")))
                .isEqualTo(new SeedPassword.Absent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "password", "changeme", "testpass123", "change-me-on-first-login", "elevenchars"})
    void of_whenThePasswordBreaksARule_refusesByEitherVariable(String password) {
        assertThat(SeedPassword.of(Map.of("AUTH_PASS", password))).isInstanceOf(SeedPassword.Refused.class);
        assertThat(SeedPassword.of(Map.of("AUTH_PASS_B64", base64(password))))
                .isInstanceOfSatisfying(
                        SeedPassword.Refused.class,
                        refused -> assertThat(refused.message())
                                .startsWith("AUTH_PASS_B64")
                                .doesNotContain(password + " "));
    }

    @Test
    void of_whenThePlainOneIsTooShort_hintsAtTheCut() {
        assertThat(SeedPassword.of(Map.of("AUTH_PASS", "correct")))
                .isInstanceOfSatisfying(
                        SeedPassword.Refused.class,
                        refused -> assertThat(refused.message())
                                .contains("#")
                                .contains("AUTH_PASS_B64")
                                .contains("12 characters"));
    }

    private static String given(Map<String, String> environment) {
        SeedPassword read = SeedPassword.of(environment);
        assertThat(read).isInstanceOf(SeedPassword.Given.class);
        assertThat(read.toString()).doesNotContain(GOOD);
        return ((SeedPassword.Given) read).password().reveal();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
