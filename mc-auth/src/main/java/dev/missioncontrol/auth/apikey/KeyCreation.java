package dev.missioncontrol.auth.apikey;

import dev.missioncontrol.core.secret.Secret;

/** What came of making a key. */
public sealed interface KeyCreation {

    /** The key, with the one copy of its text: {@code mca_} and 48 hexadecimal digits. */
    record Created(ApiKey key, Secret text) implements KeyCreation {}

    /** It was not made. */
    record Refused(KeyRequestFault fault) implements KeyCreation {}
}
