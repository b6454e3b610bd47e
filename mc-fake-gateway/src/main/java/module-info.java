import org.jspecify.annotations.NullMarked;

/** What can I test against? A real loopback WebSocket server that speaks OpenClaw protocol 4. */
@NullMarked
module dev.missioncontrol.fakegateway {
    requires static transitive org.jspecify;
    requires transitive dev.missioncontrol.core;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires org.slf4j;

    exports dev.missioncontrol.fakegateway;
}
