package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.auth.http.LimitedBody;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.examples.dashboard.json.Answer;
import dev.missioncontrol.examples.dashboard.json.Json;
import dev.missioncontrol.examples.dashboard.json.JsonFault;
import dev.missioncontrol.examples.dashboard.json.JsonObject;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How answers and refusals look on the wire. */
final class Answers {
    private static final Logger log = LoggerFactory.getLogger(Answers.class);
    private static final String JSON = "application/json";

    private Answers() {}

    static void send(Context context, Answer answer) {
        context.contentType(JSON).header("Cache-Control", "no-store").result(Json.text(answer.members()));
    }

    static void refuse(Context context, int status, String code, String text) {
        send(context.status(status), new Answer().with("error", text).with("code", code));
    }

    /** An answer with one list in it. */
    static <T> void sendList(Context context, String name, Stream<T> items, Function<T, Answer> shape) {
        send(
                context,
                new Answer().with(name, items.map(shape).map(Answer::members).toList()));
    }

    /** The body of a request, which must be a JSON object and say so. */
    static JsonObject body(Context context) {
        String type = context.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(JSON)) {
            throw new Refusal(415, "unsupported_media_type", "Send JSON, as application/json");
        }
        return Json.object(context.body());
    }

    /** The same, where a request without a body says as much as an empty object. */
    static JsonObject bodyIfAny(Context context) {
        return context.body().isEmpty() ? Json.object("{}") : body(context);
    }

    /** A refusal that tells when to come back, in whole seconds. */
    static Refusal later(Context context, int status, String code, String text, Duration retryAfter) {
        retryAfter(context, retryAfter);
        return new Refusal(status, code, text);
    }

    static void retryAfter(Context context, Duration retryAfter) {
        long seconds = retryAfter.plusSeconds(1).minusNanos(1).toSeconds();
        context.header("Retry-After", Long.toString(Math.max(1, seconds)));
    }

    /** Every way a request can fail, as one kind of answer. */
    static void mountFailures(RoutesConfig routes) {
        routes.exception(
                Refusal.class,
                (refusal, context) ->
                        refuse(context, refusal.status(), refusal.code(), String.valueOf(refusal.getMessage())));
        routes.exception(
                JsonFault.class,
                (fault, context) -> refuse(context, 400, "bad_request", String.valueOf(fault.getMessage())));
        routes.exception(LimitedBody.TooLarge.class, (tooLarge, context) -> refuse(context, 413));
        routes.exception(HttpResponseException.class, (answer, context) -> refuse(context, answer.getStatus()));
        routes.exception(StoreException.class, (lost, context) -> {
            log.error("the store is lost", lost);
            refuse(context, 503, "store_lost", "The server cannot reach its store. Try again in a moment");
        });
        routes.exception(Exception.class, (failure, context) -> {
            log.error("a request failed: {} {}", context.method(), context.path(), failure);
            refuse(context, 500, "internal", "Something went wrong. The server's log says what");
        });
    }

    /** What the web server itself refuses. */
    private static void refuse(Context context, int status) {
        switch (status) {
            case 404 -> refuse(context, status, "not_found", "There is nothing at this address");
            case 405 -> refuse(context, status, "method_not_allowed", "This address does not take that method");
            case 413 -> refuse(context, status, "too_large", "The request is too large");
            default -> refuse(context, status, "http_" + status, "The request cannot be answered");
        }
    }
}
