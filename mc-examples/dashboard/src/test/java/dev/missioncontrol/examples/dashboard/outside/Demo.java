package dev.missioncontrol.examples.dashboard.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dashboard program, run the way {@code ./mc demo} runs it, against a real gateway. */
final class Demo implements Closeable {
    /** The name of the administrator that its environment sets. */
    static final String ADMIN = "ada";

    private static final String MAIN = "dev.missioncontrol.examples.dashboard.DashboardMain";
    private static final String READY = "ready ";
    private static final Duration START = Duration.ofSeconds(60);

    private final URI gateway;
    private final Path tokenFile;
    private final Path data;
    private final Path log;
    private final String password;
    private @Nullable Process process;
    private int port;

    /** The program with a gateway, the file with that gateway's token, and the administrator's password. */
    Demo(URI gateway, Path tokenFile, Path data, Path log, String password) {
        this.gateway = gateway;
        this.tokenFile = tokenFile;
        this.data = data;
        this.log = log;
        this.password = password;
    }

    /** Starts it, again on the same port when it ran before, and returns when it says that it is ready. */
    void start() throws IOException {
        long before = Files.exists(log) ? Files.size(log) : 0;
        Process started = command().start();
        process = started;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
        port = Patience.until("the dashboard did not become ready, see " + log, START, () -> ready(started, before))
                .getPort();
    }

    /** Its page. */
    URI page() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Its relay. */
    URI relay() {
        return URI.create("ws://127.0.0.1:" + port + "/gateway");
    }

    /** The folder where it keeps everything. */
    Path data() {
        return data;
    }

    /** What it takes now. */
    Footprint footprint() throws IOException, InterruptedException {
        return Footprint.of(Objects.requireNonNull(process, "not started").pid());
    }

    /** Stops it and starts it again with the same data. */
    void restart() throws IOException {
        close();
        start();
    }

    @Override
    public void close() {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            Stopping.stop(running);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private ProcessBuilder command() {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MAIN,
                        "--gateway",
                        gateway.toString(),
                        "--token-file",
                        tokenFile.toString(),
                        "--port",
                        Integer.toString(port),
                        "--data",
                        data.toString())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("MC_") || name.startsWith("AUTH_"));
        builder.environment().put("AUTH_USER", ADMIN);
        builder.environment().put("AUTH_PASS", password);
        return builder;
    }

    private Optional<URI> ready(Process started, long before) {
        if (!started.isAlive()) {
            throw new IllegalStateException("the dashboard ended with status " + started.exitValue() + ", see " + log);
        }
        try {
            byte[] all = Files.readAllBytes(log);
            String sinceStart = new String(all, (int) before, all.length - (int) before, UTF_8);
            return lines(sinceStart).stream()
                    .filter(line -> line.startsWith(READY))
                    .map(line -> URI.create(line.substring(READY.length()).strip()))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole lines only: the last one may still be being written. */
    private static List<String> lines(String text) {
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
