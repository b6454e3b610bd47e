package dev.missioncontrol.examples.spring;

import dev.missioncontrol.auth.config.AuthSettings;
import dev.missioncontrol.auth.http.Door;
import dev.missioncontrol.auth.http.servlet.ServletDoor;
import dev.missioncontrol.auth.limit.RequestThrottle;
import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.jakarta.RelayServlet;
import org.apache.tomcat.websocket.server.WsSci;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** The application: the door before everything, and the relay at {@code /gateway}. */
@SpringBootApplication
public class MissionControl {
    private static final Logger LOG = LoggerFactory.getLogger(MissionControl.class);

    /** Runs until the process is told to end. */
    public static void main(String[] arguments) {
        SpringApplication.run(MissionControl.class, arguments);
    }

    @Bean
    FilterRegistrationBean<ServletDoor> door(AuthSettings settings) {
        settings.insecureDoors().forEach(open -> LOG.warn("insecure: {}", open));
        var door = Door.of(settings.guard(), settings.headers(), SignInBeans.TOKENS)
                .limiting(new RequestThrottle(System::nanoTime));
        var filter = new FilterRegistrationBean<>(new ServletDoor(door));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    ServletRegistrationBean<RelayServlet> relayServlet(GatewayRelay relay) {
        return new ServletRegistrationBean<>(new RelayServlet(relay), "/gateway");
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> webSockets() {
        return tomcat ->
                tomcat.addContextCustomizers(context -> context.addServletContainerInitializer(new WsSci(), null));
    }
}
