package dev.missioncontrol.core.epoch;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.UserId;

/** What lost its trust. */
public sealed interface Revocation {
    /** A device, for ever under its present record. */
    record OfDevice(DeviceId device) implements Revocation {}

    /** A browser session, named by its public id (never by its token). */
    record OfSession(String sessionId) implements Revocation {}

    /** An API key, named by its public id. */
    record OfKey(String keyId) implements Revocation {}

    /** A user: disabled, deleted, or given another role. */
    record OfUser(UserId user) implements Revocation {}

    /** The backend itself, by the gateway. */
    record OfBackend(String name) implements Revocation {}

    /** Everybody is judged anew: the policy changed. */
    record OfPolicy() implements Revocation {}
}
