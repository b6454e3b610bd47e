package dev.missioncontrol.auth;

import java.util.Objects;

/**
 * Who somebody is at a place that signs people in for us: an OpenID provider or a proxy. Both parts together name one
 * person for good; an e-mail address never does (OpenID Connect Core section 5.7).
 *
 * @param issuer the place: an issuer URL or a name of our own such as {@code proxy}; 1 to 512 characters
 * @param subject the person there: 1 to 255 characters, compared exactly
 */
public record ExternalIdentity(String issuer, String subject) {

    private static final int LONGEST_ISSUER = 512;
    private static final int LONGEST_SUBJECT = 255;

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if a part is empty, too long, or holds a control character or a lone surrogate
     */
    public ExternalIdentity {
        check(issuer, LONGEST_ISSUER, "issuer");
        check(subject, LONGEST_SUBJECT, "subject");
    }

    private static void check(String text, int longest, String part) {
        Objects.requireNonNull(text, part);
        boolean sound = !text.isBlank()
                && text.length() <= longest
                && text.codePoints().noneMatch(ExternalIdentity::isForbidden);
        if (!sound) {
            throw new IllegalArgumentException("the " + part + " of an external identity has 1 to " + longest
                    + " characters and no control character");
        }
    }

    private static boolean isForbidden(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.SURROGATE;
    }
}
