package dev.missioncontrol.examples.dashboard.outside;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The programs from outside that these suites run, found through the environment that {@code ./mc test} sets.
 *
 * @param node a Node that the gateway accepts
 * @param openclaw the gateway's program file
 * @param gatewayClient the folder of the official Node client
 * @param chromium the browser
 * @param chromedriver the browser's remote control, of the same version
 */
record OutsideTools(Path node, Path openclaw, Path gatewayClient, Path chromium, Path chromedriver) {
    /**
     * Reads the environment.
     *
     * @throws IllegalStateException naming the variable that is missing or points nowhere
     */
    static OutsideTools fromEnvironment() {
        return new OutsideTools(
                named("MC_NODE"),
                named("MC_OPENCLAW"),
                named("MC_GATEWAY_CLIENT"),
                named("MC_CHROMIUM"),
                named("MC_CHROMEDRIVER"));
    }

    private static Path named(String variable) {
        String value = System.getenv(variable);
        if (value == null || !Files.exists(Path.of(value))) {
            throw new IllegalStateException(variable + " names nothing that exists: run these suites with ./mc test");
        }
        return Path.of(value);
    }
}
