package dev.missioncontrol.relay.front;

import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Subject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The gateway's own Control UI, behind our sign-in: who is not signed in sees the sign-in page and nothing of the
 * gateway; who is gets the pages passed on, and the socket at {@code /} through the relay.
 *
 * <p>It stands on a listener and an origin of its own, because its pages are the gateway's: scripts that come from
 * there must not share an origin with an API of ours, and there is none here. Give it a host name of its own too:
 * browsers share cookies between ports.
 *
 * <p>It knows no web server: an adapter judges host, origin and target first, as {@code relay.netty.FrontServer} does.
 * Thread-safe.
 */
public final class ControlUiFront {
    /** Where people sign in. */
    public static final String SIGN_IN = "/mission-control/sign-in";

    /** Where people sign out. */
    public static final String SIGN_OUT = "/mission-control/sign-out";

    private static final String HTML = "text/html; charset=utf-8";
    private static final String HOME = "/";

    private final SignIns signIns;
    private final GatewayPages pages;
    private final FrontPaths paths;

    private ControlUiFront(SignIns signIns, GatewayPages pages, FrontPaths paths) {
        this.signIns = Objects.requireNonNull(signIns, "signIns");
        this.pages = Objects.requireNonNull(pages, "pages");
        this.paths = Objects.requireNonNull(paths, "paths");
    }

    /** A front that passes on {@link FrontPaths#standard()}. */
    public static ControlUiFront of(SignIns signIns, GatewayPages pages) {
        return new ControlUiFront(signIns, pages, FrontPaths.standard());
    }

    /** A copy that passes on other paths. */
    public ControlUiFront passing(FrontPaths other) {
        return new ControlUiFront(signIns, pages, other);
    }

    /** Tells whether the front answers this path with a page of its own. */
    public static boolean isOwn(String path) {
        return path.equals(SIGN_IN) || path.equals(SIGN_OUT);
    }

    /**
     * Answers a request that came through the door and is no WebSocket upgrade. May block.
     *
     * @param body the whole body, as UTF-8
     */
    public FrontAnswer answer(Passage request, String body) {
        String target = request.facts().target();
        if (!target.startsWith("/")) {
            return refusal(400, "bad_target");
        }
        String path = path(target);
        if (path.equals(SIGN_IN)) {
            return atSignIn(request, body);
        }
        if (path.equals(SIGN_OUT)) {
            return atSignOut(request);
        }
        return isRead(request.facts()) ? passOn(request, target, path) : notAllowed("GET, HEAD");
    }

    private FrontAnswer atSignIn(Passage request, String body) {
        if (isRead(request.facts())) {
            return page(200, FrontPages.signIn(request.nonce(), ""));
        }
        if (!request.facts().method().equals("POST")) {
            return notAllowed("GET, HEAD, POST");
        }
        Optional<SignInForm> form = isForm(request.facts()) ? SignInForm.read(body) : Optional.empty();
        if (form.isEmpty()) {
            return refusal(400, "bad_form");
        }
        return welcome(signIns.signIn(form.get().name(), form.get().password(), request), request.nonce());
    }

    private static FrontAnswer welcome(SignInOutcome outcome, String nonce) {
        if (outcome instanceof SignInOutcome.SignedIn in) {
            return seeOther(HOME, Optional.of(in.setCookie().reveal()));
        }
        if (outcome instanceof SignInOutcome.Later later) {
            String body = FrontPages.signIn(nonce, "Too many tries. Try again later.");
            return new FrontAnswer.Own(
                    429, Map.of("Content-Type", HTML, "Retry-After", seconds(later.retryAfter())), body);
        }
        return outcome instanceof SignInOutcome.Insecure
                ? page(403, FrontPages.signIn(nonce, "Signing in needs HTTPS, or a loopback address."))
                : page(401, FrontPages.signIn(nonce, "Name or password is wrong."));
    }

    private FrontAnswer atSignOut(Passage request) {
        if (isRead(request.facts())) {
            return page(200, FrontPages.signOut(request.nonce()));
        }
        return request.facts().method().equals("POST")
                ? seeOther(SIGN_IN, signIns.signOut(request))
                : notAllowed("GET, HEAD, POST");
    }

    private FrontAnswer passOn(Passage request, String target, String path) {
        Optional<Subject.Authenticated> who = signIns.whoIs(request);
        PathClass kind = paths.classify(path);
        boolean visit = kind == PathClass.NONE && isVisit(request.facts());
        if (who.isEmpty()) {
            return visit ? seeOther(SIGN_IN, Optional.empty()) : refusal(401, "sign_in_required");
        }
        if (visit) {
            return new FrontAnswer.Passed(pages.file(request.facts(), HOME));
        }
        return switch (kind) {
            case FILE -> new FrontAnswer.Passed(pages.file(request.facts(), target));
            case PERSONAL ->
                pages.personal(request.facts(), target, who.get(), request.peer())
                        .<FrontAnswer>map(FrontAnswer.Passed::new)
                        .orElseGet(() -> refusal(403, "not_trusted"));
            case NONE -> refusal(404, "not_found");
        };
    }

    /** A page of the UI is one file with many addresses: whatever address a browser visits gets that file. */
    private static boolean isVisit(RequestFacts facts) {
        boolean wantsPage = facts.headers().all("accept").stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("text/html"));
        return wantsPage
                && facts.headers().all("sec-fetch-dest").stream().allMatch("document"::equals)
                && !isReserved(path(facts.target()));
    }

    /** Addresses that a browser visits by mistake only: data, tools and plugins of the gateway. */
    private static boolean isReserved(String path) {
        return path.startsWith("/api/")
                || path.startsWith("/__openclaw__/")
                || path.startsWith("/plugins/")
                || path.startsWith("/avatar/")
                || path.startsWith("/mission-control/");
    }

    private static boolean isRead(RequestFacts facts) {
        return facts.method().equals("GET") || facts.method().equals("HEAD");
    }

    private static boolean isForm(RequestFacts facts) {
        return facts.headers()
                .only("content-type")
                .map(type -> type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip())
                .filter("application/x-www-form-urlencoded"::equals)
                .isPresent();
    }

    private static FrontAnswer page(int status, String html) {
        return new FrontAnswer.Own(status, Map.of("Content-Type", HTML), html);
    }

    private static FrontAnswer seeOther(String where, Optional<String> setCookie) {
        return new FrontAnswer.Own(
                303,
                setCookie
                        .map(cookie -> Map.of("Location", where, "Set-Cookie", cookie))
                        .orElseGet(() -> Map.of("Location", where)),
                "");
    }

    private static FrontAnswer notAllowed(String methods) {
        return refusal(405, "method_not_allowed", Map.of("Allow", methods));
    }

    /** A refusal as data, for adapters too. */
    public static FrontAnswer.Own refusal(int status, String code) {
        return refusal(status, code, Map.of());
    }

    private static FrontAnswer.Own refusal(int status, String code, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Content-Type", "application/json");
        return new FrontAnswer.Own(status, headers, "{\"error\":\"refused\",\"code\":\"" + code + "\"}");
    }

    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.toSeconds()));
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
