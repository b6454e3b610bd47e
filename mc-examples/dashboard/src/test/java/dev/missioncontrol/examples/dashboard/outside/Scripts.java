package dev.missioncontrol.examples.dashboard.outside;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** The Node programs beside these suites. */
final class Scripts {
    private Scripts() {}

    /** Where a script is. */
    static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(Scripts.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
