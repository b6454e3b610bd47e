import org.jspecify.annotations.NullMarked;

/** How do we talk to the gateway? A proven device, one connection, calls and events, and a link that only carries. */
@NullMarked
module dev.missioncontrol.gateway {
    requires transitive dev.missioncontrol.core;
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires org.slf4j;

    exports dev.missioncontrol.gateway;
    exports dev.missioncontrol.gateway.netty;
    exports dev.missioncontrol.gateway.spi;
}
