package dev.missioncontrol.auth.internal.oidc;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a provider: at most 64 KiB, at most five seconds, no redirects. */
final class ProviderHttp {

    private static final int MOST_BYTES = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** A status and a body. */
    record Answer(int status, String body) {}

    Answer get(URI address) throws ProviderException {
        return send(HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .GET());
    }

    Answer post(URI address, Map<String, List<String>> headers, String form) throws ProviderException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(form));
        headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return send(request.setHeader("Accept", "application/json"));
    }

    private Answer send(HttpRequest.Builder request) throws ProviderException {
        CompletableFuture<HttpResponse<byte[]>> coming =
                client.sendAsync(request.timeout(PATIENCE).build(), head -> new CappedBody(MOST_BYTES));
        try {
            HttpResponse<byte[]> answer = coming.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        } catch (ExecutionException failed) {
            throw new ProviderException("the provider cannot be reached", failed.getCause());
        } catch (TimeoutException slow) {
            coming.cancel(true);
            throw new ProviderException("the provider is too slow", slow);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            coming.cancel(true);
            throw new ProviderException("the wait for the provider was interrupted", stopped);
        }
    }
}
