package dev.missioncontrol.auth;

import dev.missioncontrol.core.identity.UserId;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The rule for names of accounts: what may be one, and which two are too much alike.
 *
 * <p>A name is written in one script (Unicode Technical Standard 39 section 5.1, with the sets Japanese and Korean need),
 * holds nothing that cannot be seen or that turns the direction of text, and does not begin with a parenthesis, which
 * audit records keep for what is no user. Two names are alike if they are equal after compatibility normalisation (NFKC)
 * and case folding, whatever the locale of the machine. Signing in takes the name exactly as it was made.
 */
public final class LoginName {

    private static final Set<UnicodeScript> NEUTRAL = EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED);
    private static final List<Set<UnicodeScript>> TOGETHER = List.of(
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HANGUL),
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO));
    private static final String DOTTED_I = "i\u0307";

    private LoginName() {}

    /** Tells whether an account may be made under this name. */
    public static boolean isAcceptable(UserId id) {
        String name = id.value();
        String composed = Normalizer.normalize(name, Normalizer.Form.NFKC);
        return !composed.startsWith("(")
                && composed.codePoints().allMatch(LoginName::isVisible)
                && name.codePoints().allMatch(LoginName::isVisible)
                && !isMark(name.codePointAt(0))
                && isOneScript(name);
    }

    /** Tells whether one could be taken for the other. */
    public static boolean areAlike(UserId one, UserId other) {
        return folded(one.value()).equals(folded(other.value()));
    }

    /** The form in which two names that are alike are equal. */
    static String folded(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFKC);
        String upper = composed.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
        return Normalizer.normalize(upper.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC)
                .replace(DOTTED_I, "i");
    }

    private static boolean isOneScript(String name) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        name.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
        scripts.removeAll(NEUTRAL);
        return scripts.size() <= 1 || TOGETHER.stream().anyMatch(set -> set.containsAll(scripts));
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> !isIgnorable(codePoint);
        };
    }

    /** Letters and marks that are drawn as nothing (Unicode's Default_Ignorable_Code_Point, without format characters). */
    private static boolean isIgnorable(int codePoint) {
        return codePoint == 0x034F
                || codePoint == 0x115F
                || codePoint == 0x1160
                || codePoint == 0x17B4
                || codePoint == 0x17B5
                || codePoint == 0x3164
                || codePoint == 0xFFA0
                || (codePoint >= 0x180B && codePoint <= 0x180F)
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
