package dev.missioncontrol.testkit.relay;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A client that says nothing of its own accord, on a thread of its own: it learns of pings and of its end. */
final class Bystander implements AutoCloseable {
    private final WireClient client;
    private final CompletableFuture<Void> pinged = new CompletableFuture<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    Bystander(WireClient client) {
        this.client = client;
        Thread thread = new Thread(this::listen, "relay-contract-bystander");
        thread.setDaemon(true);
        thread.start();
    }

    /** Done when the server has pinged. */
    CompletableFuture<Void> pinged() {
        return pinged;
    }

    /** Done with the reason when the connection is over. */
    CompletableFuture<String> ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private void listen() {
        try {
            Frame frame = client.frame();
            while (frame.opcode() != Frame.CLOSE) {
                if (frame.opcode() == Frame.PING) {
                    client.send(Frame.FIN | Frame.PONG, frame.payload());
                    pinged.complete(null);
                }
                frame = client.frame();
            }
            ended.complete(frame.closed().toString());
        } catch (IOException cut) {
            ended.complete(cut.toString());
        }
    }
}
