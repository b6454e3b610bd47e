package dev.missioncontrol.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.auth.fixture.Door;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs under a Turkish default locale, where a careless lower case of I is no i. */
class LoginNameTest {

    private final Locale before = Locale.getDefault();

    @BeforeEach
    void speakTurkish() {
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @CsvSource({
        "admin,ADMIN",
        "admin,adm\u0131n",
        "admin,ADM\u0130N",
        "admin,\uFF21\uFF24\uFF2D\uFF29\uFF2E",
        "kelvin,\u212Aelvin",
        "stra\u00DFe,STRASSE",
        "stra\u00DFe,stra\u1E9Ee",
        "r\u00E9mi,re\u0301mi",
        "\u03C3\u03B9\u03C3,\u03A3\u0399\u03A3",
        "file,\uFB01le",
        "a b,a\u00A0b"
    })
    void create_whenANameIsLikeAnothers_isRefused(String first, String second) {
        Door door = new Door();
        door.add(first, Role.ADMIN);

        assertThat(LoginName.areAlike(new UserId(first), new UserId(second))).isTrue();
        assertThat(door.users.create(Actor.system(), wanted(second)))
                .isInstanceOfSatisfying(
                        UserChange.Refused.class,
                        refused -> assertThat(refused.fault()).isIn(UserFault.NAME_TAKEN, UserFault.NAME_REFUSED));
        assertThat(door.users.list()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0430dmin", // Cyrillic a
                "adm\u0456n", // Ukrainian i
                "p\u0251yp\u03B1l", // Greek alpha
                "al\u3164ice", // Hangul filler
                "al\uFE0Fice", // variation selector
                "al\u034Fice", // grapheme joiner
                "al\u00A0ice", // no-break space
                "\u0301alice", // begins with a mark
                "\uE000alice", // private use
                "(system)",
                "\uFF08system)" // a parenthesis once it is normalised
            })
    void create_whenANameHidesSomething_isRefused(String name) {
        Door door = new Door();

        assertThat(LoginName.isAcceptable(new UserId(name))).isFalse();
        assertThat(door.users.create(Actor.system(), wanted(name)))
                .isEqualTo(new UserChange.Refused(UserFault.NAME_REFUSED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "a",
                "ALICE",
                "alice.b-c_d@example.com",
                "alice smith",
                "\u00E4rger",
                "\u674E\u96F7",
                "\u7530\u4E2D\u3055\u304F\u3089\u30CE",
                "\uAE40\u91D1",
                "\u0438\u0432\u0430\u043D",
                "7",
                "\uD83E\uDD9E"
            })
    void create_whenANameIsInOneScript_takesItAsGiven(String name) {
        Door door = new Door();

        User made = door.add(name, Role.VIEWER);

        assertThat(made.id().value()).isEqualTo(name);
        assertThat(door.users.find(new UserId(name))).contains(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u202Eb", "a\u2066b", "a\u0000b", "a\u2028b", "\uFEFFa", " ", "a\uD800"})
    void create_whenADisplayNameHasControls_isRefused(String display) {
        Door door = new Door();
        NewUser wanted = new NewUser(new UserId("alice"), display, Role.VIEWER, Secret.of(Door.PASSWORD));

        assertThat(door.users.create(Actor.system(), wanted)).isEqualTo(new UserChange.Refused(UserFault.NAME_REFUSED));
    }

    private static NewUser wanted(String name) {
        return new NewUser(new UserId(name), "Somebody", Role.VIEWER, Secret.of(Door.PASSWORD));
    }
}
