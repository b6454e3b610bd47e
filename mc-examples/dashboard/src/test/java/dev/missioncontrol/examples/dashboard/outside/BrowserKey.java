package dev.missioncontrol.examples.dashboard.outside;

/** The key that the page keeps in its browser. */
final class BrowserKey {
    private static final String FINGERPRINT = """
            const done = arguments[arguments.length - 1];
            import('/device.js').then(device => device.identity()).then(
              key => done(key === null ? 'none' : key.id.slice(0, 8)), problem => done('failed: ' + problem));
            """;

    private static final String EXPORT = """
            const done = arguments[arguments.length - 1];
            import('/device.js').then(device => device.identity())
              .then(key => crypto.subtle.exportKey('pkcs8', key.privateKey))
              .then(() => done('exported'), problem => done(problem.name));
            """;

    private BrowserKey() {}

    /** What people compare. */
    static String fingerprint(Browser browser) {
        return String.valueOf(browser.driver().executeAsyncScript(FINGERPRINT));
    }

    /** Tries to read the private half out, and tells the name of the browser's refusal. */
    static String exported(Browser browser) {
        return String.valueOf(browser.driver().executeAsyncScript(EXPORT));
    }
}
