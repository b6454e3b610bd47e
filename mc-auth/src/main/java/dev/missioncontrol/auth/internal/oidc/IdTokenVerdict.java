package dev.missioncontrol.auth.internal.oidc;

import dev.missioncontrol.auth.ExternalFault;

/** What an ID token says, if it may be believed. */
public sealed interface IdTokenVerdict {

    /** Somebody, and what to call them. */
    record Person(String subject, String name) implements IdTokenVerdict {}

    /** Nobody. */
    record Refused(ExternalFault why) implements IdTokenVerdict {}
}
