package dev.missioncontrol.auth.password;

import dev.missioncontrol.auth.internal.kdf.Scrypt;
import dev.missioncontrol.core.secret.ConstantTime;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hash of Mission Control's own: {@code salt:key} in hexadecimal digits, scrypt with N = 65,536 or, in old rows,
 * 16,384. The salt goes in as the text of its digits, and the password as it was typed, without normalisation.
 *
 * @param saltText 32 hexadecimal digits
 * @param keyText 64 hexadecimal digits
 */
record ScryptHash(String saltText, String keyText) implements StoredHash {

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{32}):([0-9a-f]{64})");
    private static final int KEY_BYTES = 32;
    private static final int COST = 65_536;
    private static final int OLD_COST = 16_384;

    static Optional<ScryptHash> parse(PasswordHash stored) {
        Matcher form = FORM.matcher(stored.text());
        return form.matches() ? Optional.of(new ScryptHash(form.group(1), form.group(2))) : Optional.empty();
    }

    @Override
    public boolean matches(PasswordText typed) {
        return matches(typed, COST) || matches(typed, OLD_COST);
    }

    @Override
    public String parameters() {
        return "scrypt n=" + COST + ",r=8,p=1";
    }

    @Override
    public boolean isAsStrongAs(Argon2Cost cost) {
        return false;
    }

    private boolean matches(PasswordText typed, int cost) {
        byte[] salt = saltText.getBytes(StandardCharsets.US_ASCII);
        byte[] key = new Scrypt(cost).key(typed.verbatim(), salt, KEY_BYTES);
        return ConstantTime.equal(key, HexFormat.of().parseHex(keyText));
    }

    @Override
    public String toString() {
        return "ScryptHash[***]";
    }
}
