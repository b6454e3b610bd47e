package dev.missioncontrol.auth.password;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Passwords anybody would try who knows the person, the product and a keyboard. */
final class Guessable {

    private static final int SHORTEST_NAME = 3;
    private static final int LONGEST_UNIT = 6;
    private static final int FEWEST_OWN_CHARACTERS = 5;
    private static final List<String> PRODUCT = List.of("missioncontrol", "openclaw");
    private static final List<String> KEYBOARD = List.of(
            "1234567890-=",
            "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
            "qwertyuiopasdfghjklzxcvbnm",
            "qwertzuiopasdfghjklyxcvbnm",
            "azertyuiopqsdfghjklmwxcvbn",
            "qazwsxedcrfvtgbyhnujmikolp",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
            "1q2w3e4r5t6y7u8i9o0p",
            "!@#$%^&*()_+");
    private static final Set<String> WORDS = Set.of(
            "password",
            "passwort",
            "passwd",
            "passphrase",
            "admin",
            "administrator",
            "root",
            "user",
            "guest",
            "test",
            "testing",
            "testpass",
            "default",
            "secret",
            "topsecret",
            "login",
            "master",
            "welcome",
            "letmein",
            "changeme",
            "changethis",
            "qwerty",
            "qwertz",
            "azerty",
            "iloveyou",
            "dragon",
            "monkey",
            "football",
            "baseball",
            "princess",
            "sunshine",
            "superman",
            "batman",
            "shadow",
            "trustno",
            "abc");

    private Guessable() {}

    static boolean isGuessable(String password, Collection<String> about) {
        String folded = folded(password);
        return isRepetition(folded) || isSequence(folded) || isOnKeyboard(folded) || isMadeOf(folded, about);
    }

    /** The form in which capitals and look-alikes of compatibility make no difference. */
    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static boolean isRepetition(String text) {
        int[] all = text.codePoints().toArray();
        for (int unit = 1; unit <= LONGEST_UNIT && unit * 2 <= all.length; unit++) {
            if (repeats(all, unit)) {
                return true;
            }
        }
        return false;
    }

    private static boolean repeats(int[] all, int unit) {
        for (int i = unit; i < all.length; i++) {
            if (all[i] != all[i - unit]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSequence(String text) {
        return runs(text, 1) || runs(text, -1);
    }

    private static boolean runs(String text, int step) {
        int[] all = text.codePoints().toArray();
        for (int i = 1; i < all.length; i++) {
            if (all[i] != all[i - 1] + step && all[i] != wrapped(all[i - 1], step)) {
                return false;
            }
        }
        return true;
    }

    /** What comes behind the last digit or letter of the alphabet. */
    private static int wrapped(int codePoint, int step) {
        return switch (codePoint) {
            case '9' -> step > 0 ? '0' : '8';
            case '0' -> step > 0 ? '1' : '9';
            case 'z' -> step > 0 ? 'a' : 'y';
            case 'a' -> step > 0 ? 'b' : 'z';
            default -> codePoint + step;
        };
    }

    private static boolean isOnKeyboard(String text) {
        String backwards = new StringBuilder(text).reverse().toString();
        return KEYBOARD.stream().map(row -> row + row).anyMatch(row -> row.contains(text) || row.contains(backwards));
    }

    /** Names and the usual words with figures and signs around them hold nothing of one's own. */
    private static boolean isMadeOf(String text, Collection<String> about) {
        String plain = plain(text);
        return isWord(plain) || isMostlyNames(plain, about);
    }

    private static boolean isMostlyNames(String plain, Collection<String> about) {
        String marked = plain;
        for (String name : names(about)) {
            marked = marked.replace(name, " ");
        }
        String own = marked.replace(" ", "");
        return marked.contains(" ") && (isWord(own) || own.codePointCount(0, own.length()) < FEWEST_OWN_CHARACTERS);
    }

    private static boolean isWord(String plain) {
        String letters = plain.codePoints()
                .filter(Character::isLetter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return WORDS.contains(letters) || WORDS.contains(spelt(plain));
    }

    private static List<String> names(Collection<String> about) {
        Stream<String> parts = about.stream().flatMap(Guessable::parts).map(name -> plain(folded(name)));
        return Stream.concat(PRODUCT.stream(), parts)
                .filter(name -> name.length() >= SHORTEST_NAME)
                .distinct()
                .sorted((a, b) -> b.length() - a.length())
                .collect(Collectors.toList());
    }

    /** The whole name, and the words of it; of an e-mail address, those before the sign. */
    private static Stream<String> parts(String name) {
        String local = name.replaceFirst("@.*", "");
        return Stream.concat(Stream.of(name, local), Arrays.stream(local.split("[^\\p{L}\\p{N}]+", -1)));
    }

    private static String plain(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** The letters that figures stand for, as in {@code p4ssw0rd}, without figures at the end. */
    private static String spelt(String text) {
        return text.replaceAll("[0-9]+$", "")
                .replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't');
    }
}
