package dev.missioncontrol.gateway;

import dev.missioncontrol.core.secret.Secret;

/** What a connection shows besides its device proof. */
public sealed interface Credential {
    /** The gateway's shared token: {@code auth.token}. */
    record SharedToken(Secret token) implements Credential {}

    /** The gateway's password: {@code auth.password}, never signed. */
    record Password(Secret password) implements Credential {}

    /** The token the gateway gave to this device: {@code auth.deviceToken}. */
    record DeviceToken(Secret token) implements Credential {}

    /** The token of a setup code: {@code auth.bootstrapToken}. Good for one device and one use; see {@link SetupCode}. */
    record BootstrapToken(Secret token) implements Credential {}

    /** Nothing: for gateways that identify people by a proxy, or nobody. */
    record None() implements Credential {}
}
