package dev.missioncontrol.auth.config;

import dev.missioncontrol.auth.Provisioning;
import dev.missioncontrol.auth.proxy.ProxyRules;
import java.util.Objects;

/**
 * Sign-in by a proxy's header.
 *
 * @param rules which header, from whom
 * @param newcomers what becomes of people without an account
 */
public record ProxySettings(ProxyRules rules, Provisioning newcomers) {
    public ProxySettings {
        Objects.requireNonNull(rules, "rules");
        Objects.requireNonNull(newcomers, "newcomers");
    }
}
