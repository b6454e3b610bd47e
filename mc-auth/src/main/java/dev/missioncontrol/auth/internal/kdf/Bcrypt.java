package dev.missioncontrol.auth.internal.kdf;

import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** bcrypt in the text form of OpenBSD. Thread-safe. */
public final class Bcrypt {

    private Bcrypt() {}

    /**
     * Tells whether a password is the one of this text: {@code $2a$}, {@code $2b$} or {@code $2y$}, two digits of cost,
     * 53 characters of salt and hash. Only the first 72 bytes of a password count.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static boolean matches(String text, byte[] password) {
        return OpenBSDBCrypt.checkPassword(text, password);
    }
}
