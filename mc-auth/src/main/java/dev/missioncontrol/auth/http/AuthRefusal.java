package dev.missioncontrol.auth.http;

import java.util.Locale;

/** Why what a request presented was not believed: always HTTP 401. May grow: keep a default branch. */
public enum AuthRefusal {
    /** The session cookie is doubled or malformed. */
    BAD_COOKIE,
    /** The session has ended, or never was. */
    SESSION_OVER,
    /** A header holds no key, twice a key, or another kind of credential. */
    BAD_CREDENTIAL,
    /** The key is not good: unknown, expired, revoked, without scopes, or its user is disabled. */
    KEY_REFUSED,
    /** Two credentials of different users. */
    CREDENTIALS_DISAGREE;

    /** The stable code on the wire: the constant in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
