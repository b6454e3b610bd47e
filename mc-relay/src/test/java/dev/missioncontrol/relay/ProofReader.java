package dev.missioncontrol.relay;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A client that reads numbered events at its pace, looks that none is missing, and comes back when it is cut. */
final class ProofReader implements Runnable {
    private final String program;
    private final Pace pace;
    private final BareRelay relay;
    private final CountDownLatch over;
    private final Consumer<String> onFault;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();
    private final Delays delays = new Delays();

    ProofReader(String program, Pace pace, BareRelay relay, CountDownLatch over, Consumer<String> onFault) {
        this.program = program;
        this.pace = pace;
        this.relay = relay;
        this.over = over;
        this.onFault = onFault;
    }

    String program() {
        return program;
    }

    long bytes() {
        return bytes.get();
    }

    long events() {
        return events.get();
    }

    int connections() {
        return connections.get();
    }

    /** From the gateway's write to the end of the event here. */
    Delays delays() {
        return delays;
    }

    /** Reads until all is over. */
    @Override
    public void run() {
        while (over.getCount() > 0) {
            try (PacedSocket socket = new PacedSocket(pace, over, bytes)) {
                RawSocket client = connect(socket);
                read(client);
            } catch (RawSocket.Closed closed) {
                expect(closed.code() == 1008, "was told to go with " + closed.code());
            } catch (IOException cut) {
                note("lost its socket: " + cut);
            }
        }
    }

    private RawSocket connect(PacedSocket socket) throws IOException {
        try {
            if (pace instanceof Pace.Trickle) {
                socket.setReceiveBufferSize(32 * 1024);
            }
            RawSocket client = relay.connect(socket, program);
            connections.incrementAndGet();
            return client;
        } catch (IOException | AssertionError refused) {
            expect(false, "could not connect: " + refused.getMessage());
            throw new IOException(refused);
        }
    }

    private void read(RawSocket client) throws IOException {
        for (long last = 0; over.getCount() > 0; last++) {
            String event = client.next();
            long seq = number(event, event.lastIndexOf("\"seq\":") + 6);
            expect(seq == last + 1, "got event " + seq + " after " + last);
            delays.add(System.nanoTime() - number(event, event.indexOf("\"at\":") + 5));
            events.incrementAndGet();
        }
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds && over.getCount() > 0) {
            onFault.accept(program + " " + otherwise);
        }
    }

    private void note(String what) {
        if (over.getCount() > 0) {
            System.out.println(program + " " + what);
        }
    }

    private static long number(String text, int from) {
        int end = from;
        while (Character.isDigit(text.charAt(end))) {
            end++;
        }
        return Long.parseLong(text, from, end, 10);
    }
}
