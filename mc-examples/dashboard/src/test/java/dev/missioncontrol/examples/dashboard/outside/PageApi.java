package dev.missioncontrol.examples.dashboard.outside;

/** The HTTP API as the page itself uses it, with its cookie and its key. */
final class PageApi {
    private static final String DECIDE = """
            const [request, decision, done] = arguments;
            import('/api.js').then(({ api }) => api.decide(request, decision)).then(() => done('ok'), refusal => done(refusal.code));
            """;

    private static final String READ = """
            const [path, done] = arguments;
            fetch(path).then(answer => answer.text()).then(done, problem => done('failed: ' + problem));
            """;

    private PageApi() {}

    /** Decides about a pairing request; {@code ok}, or the code of the refusal. */
    static String decide(Browser browser, String request, String decision) {
        return String.valueOf(browser.driver().executeAsyncScript(DECIDE, request, decision));
    }

    /** Reads; the whole answer as text. */
    static String read(Browser browser, String path) {
        return String.valueOf(browser.driver().executeAsyncScript(READ, path));
    }
}
