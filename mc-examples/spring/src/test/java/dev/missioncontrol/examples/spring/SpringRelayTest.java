package dev.missioncontrol.examples.spring;

import dev.missioncontrol.auth.http.Door;
import dev.missioncontrol.auth.http.SecurityHeaders;
import dev.missioncontrol.auth.http.servlet.ServletDoor;
import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.jakarta.RelayServlet;
import dev.missioncontrol.testkit.relay.MountRules;
import dev.missioncontrol.testkit.relay.Mounted;
import dev.missioncontrol.testkit.relay.RelayContract;
import java.net.URI;
import java.util.Objects;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** The servlet in a Spring Boot application, mounted as {@link MissionControl} mounts it. */
class SpringRelayTest extends RelayContract {

    @Override
    protected Mounted mount(GatewayRelay relay, MountRules rules) {
        ConfigurableApplicationContext application = new SpringApplicationBuilder(Mounting.class)
                .initializers(context -> {
                    context.getBeanFactory().registerSingleton("relay", relay);
                    context.getBeanFactory().registerSingleton("rules", rules);
                })
                .run("--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off");
        WebServer server = Objects.requireNonNull(((WebServerApplicationContext) application).getWebServer());
        return new Mounted() {
            @Override
            public URI address() {
                return URI.create("ws://127.0.0.1:" + server.getPort() + "/gateway");
            }

            @Override
            public void close() {
                application.close();
            }
        };
    }

    /** No more than the relay needs; no component, so that the example's own scan passes it over. */
    @EnableAutoConfiguration
    static class Mounting {
        @Bean
        FilterRegistrationBean<ServletDoor> door(MountRules rules) {
            var door = Door.of(rules.guard(), SecurityHeaders.standard(), SignInBeans.TOKENS);
            var filter = new FilterRegistrationBean<>(new ServletDoor(door));
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return filter;
        }

        @Bean
        ServletRegistrationBean<RelayServlet> relayServlet(GatewayRelay relay, MountRules rules) {
            return new ServletRegistrationBean<>(new RelayServlet(relay, rules.mostSockets()), "/gateway");
        }

        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> webSockets() {
            return new MissionControl().webSockets();
        }
    }
}
