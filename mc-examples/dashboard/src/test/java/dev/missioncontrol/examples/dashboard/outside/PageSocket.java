package dev.missioncontrol.examples.dashboard.outside;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Optional;

/**
 * A WebSocket to the relay that a page opened with its own key and its script knows nothing of: whoever closes it is not
 * the page.
 */
final class PageSocket {
    private static final Duration SOON = Duration.ofSeconds(15);

    /** Opens the socket, says connect, and answers with the first answer's text. */
    private static final String OPEN = """
            const [name, done] = arguments;
            const socket = new WebSocket('ws://' + location.host + '/gateway');
            window[name] = { socket, closed: null };
            socket.onclose = event => { window[name].closed = event.code; done('closed ' + event.code); };
            socket.onmessage = async message => {
              const frame = JSON.parse(message.data);
              if (frame.event === 'connect.challenge') {
                const { prove } = await import('/device.js');
                const device = await prove('operator', ['operator.read'], frame.payload);
                socket.send(JSON.stringify({ type: 'req', id: name, method: 'connect', params: {
                  minProtocol: 4, maxProtocol: 4, role: 'operator', scopes: ['operator.read'], device,
                  client: { id: 'gateway-client', mode: 'ui', version: '1', platform: 'web' } } }));
              } else if (frame.id === name) done(message.data);
            };
            """;

    private static final String CALL = """
            const [name, id, method, done] = arguments;
            const socket = window[name].socket;
            socket.onmessage = message => { if (JSON.parse(message.data).id === id) done(message.data); };
            socket.send(JSON.stringify({ type: 'req', id, method, params: {} }));
            """;

    private final Browser browser;
    private final String name;

    private PageSocket(Browser browser, String name) {
        this.browser = browser;
        this.name = name;
    }

    /** Opens a socket in the browser's page and connects with a read scope. */
    static PageSocket connect(Browser browser, String name) throws JsonProcessingException {
        String answer = String.valueOf(browser.driver().executeAsyncScript(OPEN, name));
        if (!answer.startsWith("{")
                || !new ObjectMapper().readTree(answer).path("ok").asBoolean()) {
            throw new IllegalStateException("the relay refused the socket: " + answer);
        }
        return new PageSocket(browser, name);
    }

    /** Makes one call. */
    JsonNode call(String id, String method) throws JsonProcessingException {
        return new ObjectMapper().readTree(String.valueOf(browser.driver().executeAsyncScript(CALL, name, id, method)));
    }

    /** Whether it is open now. */
    boolean isOpen() {
        return closed().isEmpty();
    }

    /** Waits for the end of the socket and tells its close code. */
    int awaitClosed() {
        return Patience.until("the socket stays open", SOON, this::closed);
    }

    private Optional<Integer> closed() {
        return Optional.ofNullable((Long) browser.driver().executeScript("return window[arguments[0]].closed", name))
                .map(Long::intValue);
    }
}
