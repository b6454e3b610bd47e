package dev.missioncontrol.core.identity;

/** How a subject proved who it is. May grow: keep a default branch. */
public enum SignIn {
    /** A browser session that began with a password. */
    PASSWORD,
    /** A browser session that began at an OpenID provider. */
    OIDC,
    /** A header set by a verified proxy. */
    PROXY,
    /** An API key. */
    API_KEY,
    /** A device token of ours. */
    DEVICE_TOKEN
}
