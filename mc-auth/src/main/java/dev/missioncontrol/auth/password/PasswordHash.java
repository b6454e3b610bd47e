package dev.missioncontrol.auth.password;

import java.util.Objects;

/**
 * A password as it is kept at rest: algorithm, cost, salt and hash in one line of text, the PHC string format.
 *
 * <p>Two more forms are read, for accounts that come from elsewhere, and never written: Mission Control's scrypt
 * ({@code salt:key}, 32 and 64 hexadecimal digits) and bcrypt ({@code $2a$}, {@code $2b$} or {@code $2y$}, cost 4 to 14).
 * Put such a text into {@link dev.missioncontrol.auth.User} as it is; the first sign-in replaces it.
 *
 * <p>Any text is a legal value; only {@link PasswordHasher} judges it. It prints as a mask.
 *
 * @param text such as {@code $argon2id$v=19$m=19456,t=2,p=1$…$…}
 */
public record PasswordHash(String text) {

    public PasswordHash {
        Objects.requireNonNull(text, "text");
    }

    /** A fixed mask. */
    @Override
    public String toString() {
        return "PasswordHash[***]";
    }
}
