package dev.missioncontrol.relay.front;

import dev.missioncontrol.core.secret.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a browser sends from the sign-in page: {@code application/x-www-form-urlencoded}. */
record SignInForm(String name, Optional<Secret> password) {

    /** Reads a form; empty if a field is missing, there twice, unknown, or not decodable. */
    static Optional<SignInForm> read(String body) {
        String name = null;
        String password = null;
        try {
            for (String pair : body.split("&", -1)) {
                int equals = pair.indexOf('=');
                String field = equals < 0 ? "" : pair.substring(0, equals);
                String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                if (field.equals("name") && name == null) {
                    name = value;
                } else if (field.equals("password") && password == null) {
                    password = value;
                } else {
                    return Optional.empty();
                }
            }
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
        return name == null || password == null
                ? Optional.empty()
                : Optional.of(
                        new SignInForm(name, password.isEmpty() ? Optional.empty() : Optional.of(Secret.of(password))));
    }

    /** Prints nothing that was typed. */
    @Override
    public String toString() {
        return "SignInForm[***]";
    }
}
