package dev.missioncontrol.auth.config;

import java.util.List;

/** Settings that cannot be used: every problem at once, each naming its variable, none repeating a secret. */
public final class SettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    SettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** A sentence for each problem. */
    public List<String> problems() {
        return problems;
    }
}
