package dev.missioncontrol.auth.config;

import dev.missioncontrol.auth.apikey.GlobalKey;
import dev.missioncontrol.auth.password.PasswordRules;
import dev.missioncontrol.auth.password.SeedPassword;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the variables that hold secrets. No problem repeats one. */
final class SecretVariables {

    /** What stands in examples: whoever reads them knows these. */
    private static final Set<String> PLACEHOLDERS = Set.of(
            "change-me-on-first-login",
            "your-strong-password-here",
            "your-password-here",
            "your-secure-password",
            "your-api-key",
            "your-api-key-here",
            "generate-a-random-key");

    private final Variables variables;

    SecretVariables(Variables variables) {
        this.variables = variables;
    }

    FirstAdmin firstAdmin() {
        UserId id = variables.parsed("AUTH_USER", UserId::new).orElseGet(() -> new UserId("admin"));
        SeedPassword password = SeedPassword.of(variables.all(), PasswordRules.standard(), List.of(id.value()));
        if (password instanceof SeedPassword.Refused refused) {
            variables.problem(refused.message());
        }
        variables.secret(SeedPassword.PLAIN).ifPresent(secret -> refusePlaceholder(SeedPassword.PLAIN, secret));
        return new FirstAdmin(
                id, password instanceof SeedPassword.Given given ? Optional.of(given.password()) : Optional.empty());
    }

    Optional<Secret> apiKey() {
        Optional<Secret> key = variables.text("API_KEY").map(Secret::of);
        key.ifPresent(secret -> {
            refusePlaceholder("API_KEY", secret);
            GlobalKey.faultOf(secret).ifPresent(fault -> variables.problem("API_KEY: " + fault.message()));
        });
        return key;
    }

    private void refusePlaceholder(String name, Secret secret) {
        if (PLACEHOLDERS.stream().anyMatch(known -> secret.matches(Secret.of(known)))) {
            variables.problem(name + " still holds the value of an example");
        }
    }
}
