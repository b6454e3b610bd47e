package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.examples.dashboard.json.Answer;
import io.javalin.config.RoutesConfig;

/** Whether the server is up, for whoever watches it; says nothing else, for anybody may ask. */
public final class HealthRoutes {
    private HealthRoutes() {}

    /** Adds the route. */
    public static void mount(RoutesConfig routes) {
        routes.get("/api/health", context -> Answers.send(context, new Answer().with("status", "ok")));
    }
}
