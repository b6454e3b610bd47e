package dev.missioncontrol.examples.dashboard.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Somebody who uses the dashboard's HTTP API from a page of its own origin. */
final class Person {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI page;
    private String cookie = "";

    private Person(URI page) {
        this.page = page;
    }

    /** Signs in. */
    static Person signIn(URI page, String name, String password) throws IOException, InterruptedException {
        Person person = new Person(page);
        person.post(
                "/api/auth/login", JSON.createObjectNode().put("username", name).put("password", password));
        return person;
    }

    /** Reads; anything but success fails. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return send(path, HttpRequest.newBuilder().GET());
    }

    /** Whether a member of an answer has this text now. */
    boolean reads(String path, String member, String text) {
        try {
            return get(path).path(member).asText().equals(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Writes; anything but success fails. */
    JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException {
        return send(
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** Writes, and tells the code of the refusal; success fails. */
    String refusal(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = answer(
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body)));
        if (response.statusCode() / 100 == 2) {
            throw new IllegalStateException(path + " was not refused");
        }
        return JSON.readTree(response.body()).path("code").asText();
    }

    private JsonNode send(String path, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = answer(path, request);
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + " answered " + response.statusCode() + ": "
                    + JSON.readTree(response.body()).path("code").asText());
        }
        response.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> answer(String path, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        String origin = page.getScheme() + "://" + page.getAuthority();
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return http.send(
                request.uri(page.resolve(path))
                        .timeout(DEADLINE)
                        .header("Origin", origin)
                        .header("Sec-Fetch-Site", "same-origin")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
