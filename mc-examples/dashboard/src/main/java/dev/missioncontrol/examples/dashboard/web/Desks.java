package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.examples.dashboard.json.Answer;
import dev.missioncontrol.trust.DeskResult;
import io.javalin.http.Context;

/** How the result of a desk becomes an answer. */
final class Desks {
    private Desks() {}

    static void settle(Context context, DeskResult result, String what) {
        check(result, what);
        Answers.send(context, new Answer().with("ok", true));
    }

    static void check(DeskResult result, String what) {
        if (result instanceof DeskResult.Refused refused) {
            throw refusal(refused.fault(), what);
        }
    }

    static Refusal refusal(DeskResult.Fault fault, String what) {
        return switch (fault) {
            case UNKNOWN -> Refusal.notFound(what);
            case EXPIRED -> new Refusal(410, "expired", "This " + what + " is over. It has to be asked again");
            case AT_THE_GATEWAY -> new Refusal(409, "at_the_gateway", "The gateway decides about the backend itself");
            case STILL_PAIRED -> new Refusal(409, "still_paired", "This " + what + " has to be revoked first");
            case DEVICE_IDENTITY_REQUIRED ->
                new Refusal(403, "device_identity_required", "This needs a browser that proves its device key");
            case NOT_ALLOWED -> new Refusal(403, "not_allowed", "You may not decide about this " + what);
        };
    }
}
