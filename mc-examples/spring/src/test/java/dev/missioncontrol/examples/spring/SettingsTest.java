package dev.missioncontrol.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.missioncontrol.auth.config.AuthSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SettingsTest {

    @Test
    void door_whenSomethingIsOpenThatShouldBeShut_saysSoAtTheStart() {
        Logger log = (Logger) LoggerFactory.getLogger(MissionControl.class);
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        log.addAppender(heard);

        new MissionControl().door(AuthSettings.read(Map.of("MC_ALLOW_ANY_HOST", "1")));

        log.detachAppender(heard);
        assertThat(heard.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("insecureAllowAny");
    }
}
