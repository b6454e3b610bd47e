package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;

/** Frames that are broken in every way, from the client and from the gateway, against a whole relay without sockets. */
class DamagedFramesProperties {
    /** Duplicate names below the top level are the gateway's business. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<Integer> CODES = Set.of(1002, 1003, 1007, 1008, 1009);
    private static final String LAST = "{\"type\":\"req\",\"id\":\"last\",\"method\":\"health\"}";
    private static final String CONNECT =
            RelayWorld.connect("operator.read", "operator.write").toString();
    private static final int MOST_FRAMES = 6;

    private static final InletWorld WORLD = new InletWorld();

    @AfterContainer
    static void stop() {
        WORLD.close();
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void request_when_damaged_reaches_the_gateway_as_a_carried_one_or_not_at_all(@ForAll long seed) throws Exception {
        Damage damage = new Damage(seed);
        InletWorld.Client client = WORLD.open();
        client.send(List.of(utf8(CONNECT)));
        assertThat(message(client.heard.next())).contains("\"ok\":true");
        LinkedGateway.Link link = WORLD.gateway.links.take();
        for (int i = damage.below(MOST_FRAMES); i >= 0; i--) {
            byte[] request = damage.request();
            client.send(damage.pieces(damage.once(4) ? request : damage.ofRequest(request), 8));
        }
        client.send(List.of(utf8(LAST)));
        boolean goesOn = upstream(link.heard);
        seen(goesOn);
        client.leave();
        downstream(client.heard, goesOn);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void connect_when_damaged_is_answered_or_the_socket_closed(@ForAll long seed) throws Exception {
        Damage damage = new Damage(seed);
        InletWorld.Client client = WORLD.open();
        client.send(damage.pieces(damage.ofRequest(utf8(CONNECT)), 8));
        Heard.Event first = client.heard.next();
        if (first instanceof Heard.Event.Message answer) {
            JsonNode frame = strict(answer.utf8());
            assertThat(frame.path("type").asText()).isEqualTo("res");
            first = frame.path("ok").asBoolean() ? null : client.heard.next();
        }
        seen(first == null);
        if (first != null) {
            assertThat(first).isInstanceOf(Heard.Event.Closed.class);
            assertThat(((Heard.Event.Closed) first).code())
                    .as("the gateway closes with 1000 at what is no JSON")
                    .isIn(1000, 1002, 1003, 1007, 1008, 1009);
        }
        client.leave();
        WORLD.gateway.links.clear();
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void hello_when_damaged_brings_the_client_nothing_secret(@ForAll long seed) throws Exception {
        Damage damage = new Damage(seed);
        PlantedHello planted = new PlantedHello(seed);
        WORLD.gateway.hello = connect -> damage.pieces(planted.answer(connect, damage), 8);
        InletWorld.Client client = WORLD.open();
        client.send(List.of(utf8(CONNECT)));
        LinkedGateway.Link link = WORLD.gateway.links.take();
        Heard.Event event = client.heard.soon(300).orElse(null);
        if (event == null) {
            link.closeFromThere();
            event = client.heard.next();
        }
        boolean through = false;
        while (event instanceof Heard.Event.Message heard) {
            assertThat(new String(heard.utf8(), StandardCharsets.UTF_8)).doesNotContain(PlantedHello.MARK);
            through = strict(heard.utf8()).path("ok").asBoolean();
            event = through ? null : client.heard.next();
        }
        seen(through);
        client.leave();
        WORLD.gateway.hello = LinkedGateway::soundHello;
    }

    /** Both must be common, or the property shows little. */
    private static void seen(boolean through) {
        Statistics.label("through").collect(through).coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 5);
            coverage.check(false).percentage(share -> share > 5);
        });
    }

    /** Reads what the gateway got up to the last frame or the end; tells whether the connection went on. */
    private static boolean upstream(Heard gateway) throws Exception {
        while (true) {
            Heard.Event event = gateway.next();
            if (event instanceof Heard.Event.Message got) {
                JsonNode frame = strict(got.utf8());
                String method = frame.path("method").asText();
                assertThat(frame.path("type").asText()).isEqualTo("req");
                assertThat(MethodRules.standard().carries(method, InletWorld.OLGA))
                        .as(method)
                        .isTrue();
                if (Arrays.equals(got.utf8(), utf8(LAST))) {
                    return true;
                }
            } else {
                assertThat(event).isEqualTo(new Heard.Event.Closed(1000));
                return false;
            }
        }
    }

    private static void downstream(Heard client, boolean goesOn) throws Exception {
        for (Heard.Event event = client.soon(0).orElse(null);
                event != null;
                event = client.soon(0).orElse(null)) {
            if (event instanceof Heard.Event.Message answer) {
                assertThat(strict(answer.utf8()).path("type").asText()).isEqualTo("res");
            } else if (event instanceof Heard.Event.Closed closed) {
                assertThat(goesOn).isFalse();
                assertThat(CODES).contains(closed.code());
            } else {
                fail("something was sent behind the close");
            }
        }
    }

    private static String message(Heard.Event event) {
        return event instanceof Heard.Event.Message message
                ? new String(message.utf8(), StandardCharsets.UTF_8)
                : event.toString();
    }

    /** One value, and in an object no name twice. */
    private static JsonNode strict(byte[] utf8) throws IOException {
        Set<String> names = new HashSet<>();
        try (JsonParser parser = JSON.createParser(utf8)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                assertThat(names.add(parser.currentName())).isTrue();
                parser.nextToken();
                parser.skipChildren();
            }
        }
        return JSON.readTree(utf8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
