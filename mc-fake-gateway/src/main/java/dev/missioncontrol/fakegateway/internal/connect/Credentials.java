package dev.missioncontrol.fakegateway.internal.connect;

import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The {@code auth} member of a {@code connect}; an empty text counts as none. */
public record Credentials(
        @Nullable Secret token,
        @Nullable Secret password,
        @Nullable Secret deviceToken,
        @Nullable Secret bootstrapToken) {
    static Credentials of(JsonObject auth) {
        return new Credentials(
                secret(auth, "token"),
                secret(auth, "password"),
                secret(auth, "deviceToken"),
                secret(auth, "bootstrapToken"));
    }

    /** What the device signature covers; never the password. */
    @Nullable
    Secret signed() {
        if (token != null) {
            return token;
        }
        return deviceToken == null ? bootstrapToken : deviceToken;
    }

    private static @Nullable Secret secret(JsonObject auth, String name) {
        return auth.text(name).filter(text -> !text.isEmpty()).map(Secret::of).orElse(null);
    }
}
