package dev.missioncontrol.gateway.scripted;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.spi.FrameSink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a socket delivers, for tests to look at. */
public final class RecordingSink implements FrameSink {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final List<Integer> faults = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    @Override
    public void onText(ByteBuffer utf8, Part part) {
        byte[] bytes = new byte[utf8.remaining()];
        utf8.get(bytes);
        message.writeBytes(bytes);
        if (part == Part.ENDS) {
            messages.add(message.toString(StandardCharsets.UTF_8));
            message.reset();
        }
    }

    @Override
    public void onClosed(int code, String reason) {
        if (!closed.complete(code)) {
            messages.add("closed twice");
        }
    }

    @Override
    public void onBroken(int code) {
        faults.add(code);
    }

    /** The close codes of the faults that were told. */
    public List<Integer> faults() {
        return List.copyOf(faults);
    }

    /** The next whole message; fails after five seconds. */
    public String next() throws InterruptedException {
        return Objects.requireNonNull(messages.poll(5, TimeUnit.SECONDS), "nothing arrived");
    }

    /** The close code; fails after five seconds. */
    public int closeCode() throws Exception {
        return closed.get(5, TimeUnit.SECONDS);
    }

    /** Tells whether nothing arrived so far that was not looked at. */
    public boolean isEmpty() {
        return messages.isEmpty();
    }
}
