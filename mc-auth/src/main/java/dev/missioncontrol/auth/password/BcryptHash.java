package dev.missioncontrol.auth.password;

import dev.missioncontrol.auth.internal.kdf.Bcrypt;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bcrypt hash in the text form of OpenBSD, variants {@code 2a}, {@code 2b} and {@code 2y}. The password goes in as it
 * was typed, without normalisation.
 *
 * @param text the whole of it: 60 characters
 */
record BcryptHash(String text) implements StoredHash {

    private static final Pattern FORM =
            Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]");
    private static final int LOWEST_COST = 4;
    private static final int HIGHEST_COST = 14;

    static Optional<BcryptHash> parse(PasswordHash stored) {
        Matcher form = FORM.matcher(stored.text());
        return form.matches() && isBearable(Integer.parseInt(form.group(1)))
                ? Optional.of(new BcryptHash(stored.text()))
                : Optional.empty();
    }

    @Override
    public boolean matches(PasswordText typed) {
        return Bcrypt.matches(text, typed.verbatim());
    }

    @Override
    public String parameters() {
        return "bcrypt " + text.substring(4, 6);
    }

    @Override
    public boolean isAsStrongAs(Argon2Cost cost) {
        return false;
    }

    private static boolean isBearable(int cost) {
        return cost >= LOWEST_COST && cost <= HIGHEST_COST;
    }

    @Override
    public String toString() {
        return "BcryptHash[***]";
    }
}
