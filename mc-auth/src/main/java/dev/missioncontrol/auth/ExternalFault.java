package dev.missioncontrol.auth;

import java.util.Locale;

/** Why a sign-in that somebody else vouches for was refused. For records only. May grow: keep a default branch. */
public enum ExternalFault {
    /** The sign-in was not begun in this browser, is used up, or took too long: HTTP 400, {@code login_state}. */
    STATE,
    /** The provider said no, or answered something else. */
    PROVIDER_REFUSED,
    /** The answer or the token comes from another issuer. */
    ISSUER,
    /** The token was made for somebody else. */
    AUDIENCE,
    /** The signature does not verify, or by an algorithm that is not on the list. */
    SIGNATURE,
    /** The token is expired, or from the future. */
    TIME,
    /** The token belongs to another sign-in. */
    NONCE,
    /** The token lacks what it must hold, or holds it in a wrong type. */
    CLAIMS,
    /** The address is not verified by the provider. */
    EMAIL_NOT_VERIFIED,
    /** The account is of no domain that is admitted. */
    DOMAIN,
    /** The header came from something that is no trusted proxy, or beside headers that contradict each other. */
    NOT_A_PROXY,
    /** The header is repeated, blank, too long, or no name. */
    HEADER,
    /** As many accounts wait for approval as may. */
    TOO_MANY_PENDING,
    /** No account could be made. */
    NO_ACCOUNT;

    /** The name in records: the constant in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
