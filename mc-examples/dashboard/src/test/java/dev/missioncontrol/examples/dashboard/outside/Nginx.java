package dev.missioncontrol.examples.dashboard.outside;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A real nginx of this suite's own in front of one upstream, with the least that people write: {@code proxy_pass} and what
 * the nginx documentation says about WebSockets. It needs no rights, takes a free loopback port, and lives in a folder that
 * the test throws away.
 */
final class Nginx implements Closeable {
    private static final Duration START = Duration.ofSeconds(20);

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it and waits until it listens; what it says goes to {@code log}. */
    static Nginx before(int upstream, Path folder, Path log) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path file = Files.writeString(folder.resolve("nginx.conf"), configuration(port, upstream));
        Process process = new ProcessBuilder(program(), "-p", folder + "/", "-c", file.toString(), "-e", "stderr")
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Nginx nginx = new Nginx(process, port);
        try {
            Patience.untilTrue("nginx does not listen, see " + log, START, nginx::listens);
        } catch (RuntimeException e) {
            nginx.close();
            throw e;
        }
        return nginx;
    }

    /** Where it takes WebSockets for the upstream. */
    URI url() {
        return URI.create("ws://127.0.0.1:" + port + "/gateway");
    }

    @Override
    public void close() {
        try {
            Stopping.stop(process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("nginx ended with status " + process.exitValue());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Debian keeps it where only administrators look for programs. */
    private static String program() {
        Path sbin = Path.of("/usr/sbin/nginx");
        return Files.isExecutable(sbin) ? sbin.toString() : "nginx";
    }

    private static String configuration(int port, int upstream) {
        return """
                daemon off;
                worker_processes 1;
                pid nginx.pid;
                events { worker_connections 64; }
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    server {
                        listen 127.0.0.1:%d;
                        location / {
                            proxy_pass http://127.0.0.1:%d;
                            proxy_http_version 1.1;
                            proxy_set_header Upgrade $http_upgrade;
                            proxy_set_header Connection "upgrade";
                        }
                    }
                }
                """.formatted(port, upstream);
    }
}
