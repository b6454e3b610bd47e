package dev.missioncontrol.examples.dashboard;

import com.fasterxml.jackson.databind.JsonNode;

/** An HTTP answer: its status, its JSON body and its {@code Set-Cookie}, if any. */
record Heard(int status, JsonNode body, String setCookie) {
    String text(String name) {
        return body.path(name).asText();
    }

    String code() {
        return text("code");
    }
}
