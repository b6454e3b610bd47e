package dev.missioncontrol.auth.password;

import dev.missioncontrol.auth.internal.kdf.Argon2id;
import dev.missioncontrol.core.secret.ConstantTime;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id hash in parts; read from and written as a PHC string. Never read beyond the parameter ceiling.
 *
 * @param cost what it cost
 * @param saltText unpadded base64 of the salt
 * @param tagText unpadded base64 of the tag
 */
record Argon2Hash(Argon2Cost cost, String saltText, String tagText) implements StoredHash {

    private static final int LONGEST = 256;
    private static final int STRONG_TAG_BYTES = 32;
    private static final String NUMBER = "([1-9][0-9]{0,8})";
    private static final Pattern FORM = Pattern.compile("\\$argon2id\\$v=19\\$m=" + NUMBER + ",t=" + NUMBER + ",p="
            + NUMBER + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    static Argon2Hash of(Argon2Cost cost, byte[] salt, byte[] tag) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new Argon2Hash(cost, base64.encodeToString(salt), base64.encodeToString(tag));
    }

    static Optional<Argon2Hash> parse(PasswordHash stored) {
        if (stored.text().length() > LONGEST) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(stored.text());
        return form.matches() ? read(form) : Optional.empty();
    }

    @Override
    public boolean matches(PasswordText typed) {
        byte[] tag = tag();
        Argon2id argon2id = new Argon2id(cost.memoryKib(), cost.passes(), cost.lanes());
        return ConstantTime.equal(argon2id.tag(typed.bytes(), salt(), tag.length), tag);
    }

    @Override
    public String parameters() {
        return cost.parameters();
    }

    @Override
    public boolean isAsStrongAs(Argon2Cost other) {
        return cost.isAtLeast(other) && tag().length >= STRONG_TAG_BYTES;
    }

    byte[] salt() {
        return Base64.getDecoder().decode(saltText);
    }

    byte[] tag() {
        return Base64.getDecoder().decode(tagText);
    }

    PasswordHash stored() {
        return new PasswordHash("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(cost.memoryKib(), cost.passes(), cost.lanes(), saltText, tagText));
    }

    private static Optional<Argon2Hash> read(Matcher form) {
        int memory = Integer.parseInt(form.group(1));
        int passes = Integer.parseInt(form.group(2));
        int lanes = Integer.parseInt(form.group(3));
        boolean readable =
                Argon2Cost.isBearable(memory, passes, lanes) && isBase64(form.group(4)) && isBase64(form.group(5));
        return readable
                ? Optional.of(new Argon2Hash(new Argon2Cost(memory, passes, lanes), form.group(4), form.group(5)))
                : Optional.empty();
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException truncated) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "Argon2Hash[***]";
    }
}
