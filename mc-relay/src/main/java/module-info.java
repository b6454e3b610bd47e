import org.jspecify.annotations.NullMarked;

/** How do their clients reach the gateway through us? A relay that gateway clients connect to as if it were the gateway. */
@NullMarked
module dev.missioncontrol.relay {
    requires static transitive org.jspecify;
    requires transitive dev.missioncontrol.core;
    requires transitive dev.missioncontrol.trust;
    requires transitive dev.missioncontrol.auth;
    requires transitive dev.missioncontrol.gateway;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires transitive io.netty.transport;
    requires org.slf4j;
    requires static jakarta.servlet;
    requires static jakarta.websocket;
    requires static jakarta.websocket.client;
    requires transitive java.net.http;

    exports dev.missioncontrol.relay;
    exports dev.missioncontrol.relay.front;
    exports dev.missioncontrol.relay.jakarta;
    exports dev.missioncontrol.relay.netty;
}
