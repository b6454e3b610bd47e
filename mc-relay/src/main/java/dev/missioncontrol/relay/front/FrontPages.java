package dev.missioncontrol.relay.front;

/** The front's own pages: without scripts, and with nothing in them that somebody typed. */
final class FrontPages {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style nonce="%2$s">
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 22rem; margin: 15vh auto 0; padding: 0 1rem; }
            label { display: block; margin: 1rem 0 .25rem; }
            input { width: 100%%; box-sizing: border-box; font: inherit; padding: .5rem; }
            button { font: inherit; padding: .5rem 1rem; margin-top: 1.25rem; }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            %3$s
            </body>
            </html>
            """;
    private static final String SIGN_IN_FORM = """
            <p id="note" role="status">%s</p>
            <form method="post" action="%s">
            <label for="name">Name</label>
            <input id="name" name="name" autocomplete="username" required autofocus>
            <label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="current-password" required>
            <button id="sign-in">Sign in</button>
            </form>\
            """;
    private static final String SIGN_OUT_FORM = """
            <form method="post" action="%s">
            <button id="sign-out">Sign out</button>
            </form>\
            """;

    private FrontPages() {}

    static String signIn(String nonce, String note) {
        return PAGE.formatted("Sign in", nonce, SIGN_IN_FORM.formatted(note, ControlUiFront.SIGN_IN));
    }

    static String signOut(String nonce) {
        return PAGE.formatted("Sign out", nonce, SIGN_OUT_FORM.formatted(ControlUiFront.SIGN_OUT));
    }
}
