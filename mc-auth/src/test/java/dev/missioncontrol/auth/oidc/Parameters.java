package dev.missioncontrol.auth.oidc;

import java.util.Map;
import java.util.Objects;

/** The parameters of an address. */
record Parameters(Map<String, String> all) {

    String get(String name) {
        return Objects.requireNonNull(all.get(name), name);
    }
}
