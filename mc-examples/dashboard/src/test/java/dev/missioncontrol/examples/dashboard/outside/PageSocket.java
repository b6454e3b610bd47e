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
            const [name, which, done] = arguments;
            const socket = new WebSocket('ws://' + location.host + '/gateway');
            window[name] = { socket, closed: null };
            const base64Url = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes)))
              .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
            const fresh = async ({ nonce, ts }) => {
              const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign']);
              const raw = await crypto.subtle.exportKey('raw', pair.publicKey);
              const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', raw));
              const id = Array.from(hash, byte => byte.toString(16).padStart(2, '0')).join('');
              const text = ['v3', id, 'gateway-client', 'ui', 'operator', 'operator.read', ts, '', nonce, 'web', ''];
              const signed = await crypto.subtle.sign({ name: 'Ed25519' }, pair.privateKey,
                new TextEncoder().encode(text.join('|')));
              return { id, publicKey: base64Url(raw), signature: base64Url(signed), signedAt: ts, nonce };
            };
            const own = async challenge => (await import('/device.js')).prove('operator', ['operator.read'], challenge);
            const proof = { NONE: async () => undefined, NEW: fresh, OWN: own }[which];
            socket.onclose = event => { window[name].closed = event.code; done('closed ' + event.code); };
            socket.onmessage = async message => {
              const frame = JSON.parse(message.data);
              if (frame.event === 'connect.challenge') {
                const device = await proof(frame.payload);
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

    /** Which key a socket proves. */
    enum Key {
        /** None at all. */
        NONE,
        /** One made this moment. */
        NEW,
        /** The page's own. */
        OWN
    }

    private PageSocket(Browser browser, String name) {
        this.browser = browser;
        this.name = name;
    }

    /** Asks for a read scope with this key, and tells the code of the refusal; empty if it was let in. */
    static String refusal(Browser browser, Key key) throws JsonProcessingException {
        String answer = String.valueOf(browser.driver().executeAsyncScript(OPEN, "refused" + key, key.name()));
        return new ObjectMapper().readTree(answer).at("/error/details/code").asText();
    }

    /** Opens a socket in the browser's page and connects with a read scope. */
    static PageSocket connect(Browser browser, String name) throws JsonProcessingException {
        String answer = String.valueOf(browser.driver().executeAsyncScript(OPEN, name, Key.OWN.name()));
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
