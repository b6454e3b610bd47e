package dev.missioncontrol.testkit.relay;

import java.net.URI;

/** A running web server on 127.0.0.1 with a relay in it. */
public interface Mounted extends AutoCloseable {

    /** Where gateway clients connect to, such as {@code ws://127.0.0.1:8080/gateway}. */
    URI address();

    /** Stops the server; the relay is closed already. */
    @Override
    void close();
}
