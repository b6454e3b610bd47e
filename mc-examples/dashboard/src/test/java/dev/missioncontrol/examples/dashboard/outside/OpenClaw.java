package dev.missioncontrol.examples.dashboard.outside;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The {@code openclaw} program with a home, a state folder and a configuration of its own. */
final class OpenClaw {
    private final OutsideTools tools;
    private final Path home;

    private OpenClaw(OutsideTools tools, Path home) {
        this.tools = tools;
        this.home = home;
    }

    /** Writes the configuration into {@code home}, which will hold everything the program keeps. */
    static OpenClaw in(Path home, OutsideTools tools, ObjectNode configuration) throws IOException {
        OpenClaw openclaw = new OpenClaw(tools, home);
        Files.createDirectories(openclaw.state());
        configuration.putObject("update").put("checkOnStart", false);
        configuration
                .putObject("logging")
                .put("file", home.resolve("openclaw.log").toString());
        new ObjectMapper().writeValue(openclaw.configuration().toFile(), configuration);
        return openclaw;
    }

    /** Where the program keeps its records. */
    Path state() {
        return home.resolve("state");
    }

    /** The program with arguments, ready to be started, and nothing of our own environment. */
    ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(tools.node().toString(), tools.openclaw().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment());
        return builder;
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("PATH", tools.node().getParent() + ":/usr/bin:/bin"),
                Map.entry("HOME", home.toString()),
                Map.entry("OPENCLAW_STATE_DIR", state().toString()),
                Map.entry("OPENCLAW_CONFIG_PATH", configuration().toString()),
                Map.entry("OPENCLAW_SKIP_CHANNELS", "1"),
                Map.entry("OPENCLAW_SKIP_PROVIDERS", "1"),
                Map.entry("OPENCLAW_SKIP_CRON", "1"),
                Map.entry("OPENCLAW_DISABLE_BONJOUR", "1"),
                Map.entry("OPENCLAW_NO_RESPAWN", "1"),
                Map.entry("OPENCLAW_NO_AUTO_UPDATE", "1"));
    }

    private Path configuration() {
        return home.resolve("openclaw.json");
    }
}
