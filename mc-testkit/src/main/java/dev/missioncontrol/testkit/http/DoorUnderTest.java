package dev.missioncontrol.testkit.http;

/** A running web server on 127.0.0.1 with a door before everything it serves. */
public interface DoorUnderTest extends AutoCloseable {

    /** The port it listens on. */
    int port();

    /** Stops it. */
    @Override
    void close();
}
